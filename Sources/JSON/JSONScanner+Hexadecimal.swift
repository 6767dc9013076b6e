extension JSONScanner {
  /// A string of `0x` and exactly eight times `count` hexadecimal digits, as big-endian words, the
  /// first digits first. Nil, and nothing read, where anything else comes next.
  ///
  /// Eight digits are loaded at once, within the text as its length was compared before: byte by
  /// byte a log of a node takes three times as long.
  @inlinable
  public mutating func takeHexadecimalWords<let count: Int>(
    _ type: InlineArray<count, UInt32>.Type = InlineArray<count, UInt32>.self
  ) -> InlineArray<count, UInt32>? {
    skipSpace()
    let digits = cursor &+ 3
    let end = digits &+ 8 &* count
    guard end < self.count, byte(at: cursor) == UInt8(ascii: "\""),
      byte(at: cursor &+ 1) == UInt8(ascii: "0"), byte(at: cursor &+ 2) == UInt8(ascii: "x"),
      byte(at: end) == UInt8(ascii: "\"")
    else { return nil }
    var words = InlineArray<count, UInt32>(repeating: 0)
    var wrong: UInt64 = 0
    for index in 0..<count {
      let text = base.loadUnaligned(fromByteOffset: digits &+ 8 &* index, as: UInt64.self)
      words[index] = Self.hexadecimal(UInt64(littleEndian: text), &wrong)
    }
    guard wrong == 0 else { return nil }
    cursor = end &+ 1
    isAfterValue = true
    return words
  }

  /// A quantity as Ethereum writes it, `0x` and 1 to 16 digits; anything else fails.
  public mutating func hexadecimalQuantity() -> UInt64? {
    let range = string()
    guard range.count > 2, range.count <= 18, byte(at: range.lowerBound) == UInt8(ascii: "0"),
      byte(at: range.lowerBound &+ 1) == UInt8(ascii: "x")
    else {
      fail()
      return nil
    }
    var value: UInt64 = 0
    for index in (range.lowerBound &+ 2)..<range.upperBound {
      let digit = byte(at: index)
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt64(digit &- 0x30)
      case 0x41...0x46: value = value << 4 | UInt64(digit &- 0x37)
      case 0x61...0x66: value = value << 4 | UInt64(digit &- 0x57)
      default:
        fail()
        return nil
      }
    }
    return value
  }

  /// The number that eight digits spell, the first digit in the lowest byte. A digit is its low
  /// four bits, plus nine for a letter, which has bit 6; whatever is no digit leaves a bit in
  /// `wrong`.
  @inlinable
  static func hexadecimal(_ text: UInt64, _ wrong: inout UInt64) -> UInt32 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let letters = (text &>> 6) & ones
    // The high half is 3 for 0 to 9, and 6 for letters once bit 5 makes them small.
    let halves = (text | (letters &<< 5)) & (ones &* 0xf0)
    wrong |= halves ^ (ones &* 0x30 &+ letters &* 0x30)
    // A value is below 16, and above 9 exactly where there is a letter.
    let values = (text & (ones &* 0x0f)) &+ letters &* 9
    wrong |= values & (ones &* 0x10)
    wrong |= (((values &+ ones &* 6) &>> 4) & ones) ^ letters
    let bytes = ((values &<< 4) | (values &>> 8)) & 0x00ff_00ff_00ff_00ff
    let pairs = (bytes | (bytes &>> 8)) & 0x0000_ffff_0000_ffff
    return UInt32(truncatingIfNeeded: pairs | (pairs &>> 16)).byteSwapped
  }
}
