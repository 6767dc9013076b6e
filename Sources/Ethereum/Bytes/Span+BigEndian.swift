import FixedPoint

/// Bounds-checked loads of big-endian numbers.
extension Span<UInt8> {
  /// The eight bytes from `offset` on.
  @inline(__always)
  func bigEndianWord(at offset: Int) -> UInt64 {
    unsafe UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The 32 bytes from `offset` on.
  func hash(at offset: Int) -> Hash32 {
    Hash32(
      bigEndianWord(at: offset), bigEndianWord(at: offset + 8), bigEndianWord(at: offset + 16),
      bigEndianWord(at: offset + 24))
  }

  /// The 20 bytes from `offset` on.
  func address(at offset: Int) -> Address {
    let last = bigEndianWord(at: offset + 12)
    return Address(
      bigEndianWord(at: offset), bigEndianWord(at: offset + 8), UInt32(truncatingIfNeeded: last))
  }

  /// The number in the `count` bytes (at most 32) from `offset` on.
  func number(at offset: Int, count: Int) -> UInt256 {
    var high: UInt128 = 0
    var low: UInt128 = 0
    for index in offset..<(offset + count) {
      high = high << 8 | low >> 120
      low = low << 8 | UInt128(self[index])
    }
    return UInt256(low: low, high: high)
  }
}
