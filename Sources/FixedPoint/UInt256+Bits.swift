extension UInt256 {
  /// Bitwise and.
  @inlinable
  public static func & (first: UInt256, second: UInt256) -> UInt256 {
    UInt256(low: first.low & second.low, high: first.high & second.high)
  }

  /// Bitwise or.
  @inlinable
  public static func | (first: UInt256, second: UInt256) -> UInt256 {
    UInt256(low: first.low | second.low, high: first.high | second.high)
  }

  /// Bitwise exclusive or.
  @inlinable
  public static func ^ (first: UInt256, second: UInt256) -> UInt256 {
    UInt256(low: first.low ^ second.low, high: first.high ^ second.high)
  }

  /// Every bit inverted.
  @inlinable
  public static prefix func ~ (number: UInt256) -> UInt256 {
    UInt256(low: ~number.low, high: ~number.high)
  }

  /// Shifted toward the high bits; zero from 256 on; a negative amount shifts the other way.
  @inlinable
  public static func << (number: UInt256, amount: Int) -> UInt256 {
    if amount < 0 { return amount == .min ? .zero : number >> (0 - amount) }
    if amount >= 128 { return UInt256(low: 0, high: number.low << (amount &- 128)) }
    let shift = UInt128(truncatingIfNeeded: amount)
    return UInt256(
      low: number.low &<< shift,
      high: number.high &<< shift | (number.low &>> 1) &>> (127 &- shift))
  }

  /// Shifted toward the low bits; zero from 256 on; a negative amount shifts the other way.
  @inlinable
  public static func >> (number: UInt256, amount: Int) -> UInt256 {
    if amount < 0 { return amount == .min ? .zero : number << (0 - amount) }
    if amount >= 128 { return UInt256(low: number.high >> (amount &- 128), high: 0) }
    let shift = UInt128(truncatingIfNeeded: amount)
    return UInt256(
      low: number.low &>> shift | (number.high &<< 1) &<< (127 &- shift),
      high: number.high &>> shift)
  }
}
