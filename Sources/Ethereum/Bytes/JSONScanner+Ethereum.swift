import JSON

extension JSONScanner {
  /// An address: `0x` and 40 digits; anything else fails.
  public mutating func address() -> Address? {
    guard let words: InlineArray<5, UInt32> = takeHexadecimalWords() else {
      fail()
      return nil
    }
    return Address(Self.word(words[0], words[1]), Self.word(words[2], words[3]), words[4])
  }

  /// Thirty-two bytes: `0x` and 64 digits; anything else fails.
  public mutating func hash32() -> Hash32? {
    let hash = takeHash32()
    if hash == nil { fail() }
    return hash
  }

  /// Thirty-two bytes: `0x` and 64 digits; nil, and nothing read, where anything else comes next.
  public mutating func takeHash32() -> Hash32? {
    guard let words: InlineArray<8, UInt32> = takeHexadecimalWords() else { return nil }
    return Hash32(
      Self.word(words[0], words[1]), Self.word(words[2], words[3]),
      Self.word(words[4], words[5]), Self.word(words[6], words[7]))
  }

  @inline(__always)
  private static func word(_ high: UInt32, _ low: UInt32) -> UInt64 {
    UInt64(high) << 32 | UInt64(low)
  }
}
