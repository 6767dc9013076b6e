import FixedPoint

/// Reads canonical RLP from a slice of bytes, item by item. Nothing is allocated for a length that
/// the input does not have.
public struct RLPReader: Sendable {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// A reader over all of `bytes`.
  public init(_ bytes: [UInt8], from start: Int = 0) {
    self.init(bytes, min(max(start, 0), bytes.count), bytes.count)
  }

  private init(_ bytes: [UInt8], _ position: Int, _ end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  /// Whether everything has been read.
  public var isAtEnd: Bool { position == end }

  /// Makes sure that nothing is left.
  /// - Throws: `RLPError.trailingBytes`.
  public func finish() throws(RLPError) {
    guard isAtEnd else { throw .trailingBytes }
  }

  /// Whether the next item is a list.
  /// - Throws: `RLPError.truncated` at the end.
  public func nextIsList() throws(RLPError) -> Bool {
    guard position < end else { throw .truncated }
    return bytes[position] >= 0xc0
  }

  /// Reads a byte string.
  /// - Throws: `RLPError`.
  public mutating func readString() throws(RLPError) -> ArraySlice<UInt8> {
    bytes[try readRange()]
  }

  /// Reads a byte string; answers where it stands.
  private mutating func readRange() throws(RLPError) -> Range<Int> {
    guard try !nextIsList() else { throw .expectedString }
    if bytes[position] < 0x80 {
      position += 1
      return (position - 1)..<position
    }
    let content = try readHeader(base: 0x80)
    if content.count == 1 && bytes[content.lowerBound] < 0x80 { throw .notCanonical }
    return content
  }

  /// Reads a list and answers a reader over its elements.
  /// - Throws: `RLPError`.
  public mutating func readList() throws(RLPError) -> RLPReader {
    guard try nextIsList() else { throw .expectedList }
    let content = try readHeader(base: 0xc0)
    return RLPReader(bytes, content.lowerBound, content.upperBound)
  }

  /// Reads one item of either kind and answers its bytes, header included.
  mutating func readEncodedItem() throws(RLPError) -> ArraySlice<UInt8> {
    let start = position
    if try nextIsList() {
      _ = try readHeader(base: 0xc0)
    } else {
      _ = try readRange()
    }
    return bytes[start..<position]
  }

  private mutating func readHeader(base: UInt8) throws(RLPError) -> Range<Int> {
    var length = Int(bytes[position] - base)
    position += 1
    if length >= 56 {
      let count = length - 55
      guard end - position >= count else { throw .truncated }
      guard bytes[position] != 0 else { throw .notCanonical }
      guard count < 8 else { throw .truncated }
      length = 0
      for _ in 0..<count {
        length = length << 8 | Int(bytes[position])
        position += 1
      }
      guard length >= 56 else { throw .notCanonical }
    }
    guard end - position >= length else { throw .truncated }
    position += length
    return (position - length)..<position
  }

  /// Reads an unsigned integer of at most 256 bits without leading zeros.
  /// - Throws: `RLPError`.
  public mutating func readUInt256() throws(RLPError) -> UInt256 {
    try readNumber(maximumCount: 32)
  }

  /// Reads an unsigned integer of at most 64 bits without leading zeros.
  /// - Throws: `RLPError`.
  public mutating func readUInt64() throws(RLPError) -> UInt64 {
    UInt64(truncatingIfNeeded: try readNumber(maximumCount: 8).low)
  }

  private mutating func readNumber(maximumCount: Int) throws(RLPError) -> UInt256 {
    let range = try readRange()
    guard !range.isEmpty else { return .zero }
    guard bytes[range.lowerBound] != 0 else { throw .leadingZero }
    guard range.count <= maximumCount else { throw .integerTooLarge }
    return bytes.span.number(at: range.lowerBound, count: range.count)
  }

  /// Reads a 20-byte address.
  /// - Throws: `RLPError`.
  public mutating func readAddress() throws(RLPError) -> Address {
    guard let address = try readOptionalAddress() else { throw .wrongLength }
    return address
  }

  /// Reads a 20-byte address, or nil from the empty string.
  /// - Throws: `RLPError`.
  public mutating func readOptionalAddress() throws(RLPError) -> Address? {
    let range = try readRange()
    if range.isEmpty { return nil }
    guard range.count == 20 else { throw .wrongLength }
    return bytes.span.address(at: range.lowerBound)
  }

  /// Reads a 32-byte string.
  /// - Throws: `RLPError`.
  public mutating func readHash() throws(RLPError) -> Hash32 {
    let range = try readRange()
    guard range.count == 32 else { throw .wrongLength }
    return bytes.span.hash(at: range.lowerBound)
  }

  /// Reads a byte string into an array of its own.
  /// - Throws: `RLPError`.
  public mutating func readBytes() throws(RLPError) -> [UInt8] {
    Array(try readString())
  }
}
