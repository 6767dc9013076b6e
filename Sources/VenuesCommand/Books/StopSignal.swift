import Glibc
import Venues

/// SIGINT and SIGTERM as a descriptor that becomes readable.
enum StopSignal {
  /// Written once before the handlers are installed, read by them.
  nonisolated(unsafe) private static var writeEnd: Int32 = -1

  /// Installs the handlers and gives the descriptor to wait for.
  static func install() throws(VenuesError) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw VenuesError(.internal, code: "pipe", message: String(cString: strerror(errno)))
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    writeEnd = ends[1]
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        var byte: UInt8 = 1
        _ = write(StopSignal.writeEnd, &byte, 1)
      }
    }
    signal(SIGPIPE, SIG_IGN)
    return ends[0]
  }
}
