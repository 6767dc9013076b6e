/// Reads integers and texts from a range of bytes, never beyond it.
struct ByteCursor {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8], from start: Int, to end: Int? = nil) {
    self.bytes = bytes
    position = start
    self.end = min(end ?? bytes.count, bytes.count)
  }

  var isAtEnd: Bool { position == end }

  mutating func byte() throws(ColumnarProblem) -> UInt8 {
    guard position < end else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  /// Little-endian, `count` bytes.
  mutating func integer(_ count: Int) throws(ColumnarProblem) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(try byte()) << UInt64(8 * index) }
    return value
  }

  mutating func text() throws(ColumnarProblem) -> String {
    let length = Int(try integer(2))
    guard length <= end - position else { throw .truncated }
    defer { position += length }
    guard let text = String(validating: bytes[position..<position + length], as: UTF8.self) else {
      throw .malformedText
    }
    return text
  }

  /// Base 128, low digits first; at most 128 bits.
  mutating func variableLengthInteger() throws(ColumnarProblem) -> UInt128 {
    var value: UInt128 = 0
    var shift: UInt128 = 0
    while true {
      let byte = try byte()
      guard shift < 126 || byte < 4 else { throw .malformedInteger }
      value |= UInt128(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }
}
