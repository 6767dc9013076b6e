import Glibc

/// A connection to a running engine.
public final class EngineClient {
  private let descriptor: Int32
  private var buffer = LineBuffer()

  /// Connects to the engine that listens at a path; nil when none does.
  ///
  /// - Throws: ``VenuesError`` (`configuration`) when the socket is another user's.
  public static func connect(to path: String) throws(VenuesError) -> EngineClient? {
    try UnixSocket.connect(path).map { EngineClient($0) }
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Sends a request and waits for its reply, however long it takes.
  ///
  /// - Throws: ``VenuesError`` (`unknownOutcome`) when the engine ends before it answered.
  public func send(_ request: EngineRequest) throws(VenuesError) -> EngineReply {
    guard UnixSocket.send(Array((request.line + "\n").utf8), to: descriptor) else {
      throw VenuesError(
        .notRunning, code: "engineGone", message: "the engine does not take requests any more",
        hint: "Nothing was asked. See `venues status`.")
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let line = buffer.next() {
        guard let reply = EngineReply(line: line) else { throw Self.lost }
        return reply
      }
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0, buffer.append(chunk[..<count]) else { throw Self.lost }
    }
  }

  private static let lost = VenuesError(
    .unknownOutcome, code: "engineLost", message: "the engine ended before it answered",
    hint: "Start it again and send the same instruction: its id keeps it from running twice.")
}
