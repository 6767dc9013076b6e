/// Cuts a stream of bytes into lines, holding no more than one line of the largest length.
struct LineBuffer {
  /// A line without its line feed and a carriage return before it.
  enum Line: Equatable {
    case whole([UInt8])
    case tooLong
  }

  private let maximumLine: Int
  private var pending: [UInt8] = []
  private var scanned = 0
  private var start = 0
  private var isSkipping = false

  init(maximumLine: Int) {
    self.maximumLine = maximumLine
  }

  /// Adds what was read; `next()` gives the lines it ended.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    if start > 0 {
      pending.removeFirst(start)
      scanned -= start
      start = 0
    }
    pending += bytes
  }

  /// The next ended line, nil when more bytes are needed.
  mutating func next() -> Line? {
    guard let end = pending[scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
      scanned = pending.count
      if pending.count - start > maximumLine {
        isSkipping = true
        pending.removeAll(keepingCapacity: false)
        (start, scanned) = (0, 0)
      }
      return nil
    }
    defer {
      start = end + 1
      scanned = start
      isSkipping = false
    }
    return line(pending[start..<end])
  }

  /// What remains at the end of the stream, nil when the last line was ended.
  mutating func last() -> Line? {
    guard isSkipping || start < pending.count else { return nil }
    defer { (start, scanned) = (pending.count, pending.count) }
    return line(pending[start...])
  }

  private func line(_ bytes: ArraySlice<UInt8>) -> Line {
    guard !isSkipping, bytes.count <= maximumLine else { return .tooLong }
    return .whole(Array(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes))
  }
}
