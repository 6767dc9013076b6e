import Glibc

/// Bytes from one end to the other, over a pair of sockets: unlike a pipe's, their ends can be made
/// so that no other child, started meanwhile, inherits them. Closed when it goes.
struct Channel: ~Copyable {
  private(set) var reading: Int32
  private(set) var writing: Int32

  init() throws(SecretReferenceError) {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .noMemory }
    reading = ends[0]
    writing = ends[1]
  }

  mutating func closeWriting() {
    if writing >= 0 { Glibc.close(writing) }
    writing = -1
  }

  mutating func close() {
    closeWriting()
    if reading >= 0 { Glibc.close(reading) }
    reading = -1
  }

  deinit {
    if writing >= 0 { Glibc.close(writing) }
    if reading >= 0 { Glibc.close(reading) }
  }
}
