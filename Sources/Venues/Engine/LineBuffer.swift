/// Bytes received until they make a line. Bounded.
struct LineBuffer {
  /// Longest line taken, in bytes: an instruction of 1 MiB, escaped.
  static let limit = 8 << 20

  private var bytes: [UInt8] = []
  private var searched = 0

  /// Adds bytes; false when the line grows too long.
  mutating func append(_ chunk: ArraySlice<UInt8>) -> Bool {
    bytes += chunk
    return bytes.count <= Self.limit
  }

  /// The next whole line without its end; nil while there is none.
  mutating func next() -> [UInt8]? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      return nil
    }
    let line = Array(bytes[..<end])
    bytes.removeSubrange(...end)
    searched = 0
    return line
  }
}
