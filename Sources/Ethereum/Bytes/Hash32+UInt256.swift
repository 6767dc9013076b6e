import FixedPoint

extension Hash32 {
  /// The 32 big-endian bytes of `value`.
  public init(_ value: UInt256) {
    self.init(
      UInt64(truncatingIfNeeded: value.high >> 64), UInt64(truncatingIfNeeded: value.high),
      UInt64(truncatingIfNeeded: value.low >> 64), UInt64(truncatingIfNeeded: value.low))
  }

  /// The bytes read as a big-endian unsigned integer.
  public var unsignedValue: UInt256 {
    UInt256(
      low: UInt128(third) << 64 | UInt128(fourth), high: UInt128(first) << 64 | UInt128(second))
  }
}
