import FixedPoint

extension [UInt8] {
  /// Appends the eight bytes of `word`, the most significant first.
  mutating func appendBigEndian(_ word: UInt64) {
    unsafe Swift.withUnsafeBytes(of: word.bigEndian) { unsafe append(contentsOf: $0) }
  }

  /// Appends the low `count` (0...8) bytes of `word`, the most significant first.
  mutating func appendBigEndian(_ word: UInt64, count: Int) {
    if count == 8 { return appendBigEndian(word) }
    for place in (0..<count).reversed() {
      append(UInt8(truncatingIfNeeded: word >> UInt64(8 * place)))
    }
  }

  /// Appends the sixteen bytes of `word`, the most significant first.
  mutating func appendBigEndian(_ word: UInt128) {
    appendBigEndian(UInt64(truncatingIfNeeded: word >> 64))
    appendBigEndian(UInt64(truncatingIfNeeded: word))
  }

  /// Appends the thirty-two bytes of `word`, the most significant first.
  mutating func appendBigEndian(_ word: UInt256) {
    appendBigEndian(word.high)
    appendBigEndian(word.low)
  }

  /// Appends `count` zero bytes.
  mutating func appendZeros(_ count: Int) {
    append(contentsOf: repeatElement(0, count: Swift.max(0, count)))
  }
}
