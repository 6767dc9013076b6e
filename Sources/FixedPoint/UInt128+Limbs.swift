extension UInt128 {
  /// The low 64 bits.
  @inlinable @inline(__always)
  var lowLimb: UInt64 { UInt64(truncatingIfNeeded: self) }

  /// The high 64 bits.
  @inlinable @inline(__always)
  var highLimb: UInt64 { UInt64(truncatingIfNeeded: self &>> 64) }

  @inlinable @inline(__always)
  init(highLimb: UInt64, lowLimb: UInt64) {
    self = UInt128(truncatingIfNeeded: highLimb) &<< 64 | UInt128(truncatingIfNeeded: lowLimb)
  }

  /// The exact product of two limbs.
  @inlinable @inline(__always)
  init(productOf first: UInt64, _ second: UInt64) {
    self = UInt128(truncatingIfNeeded: first) &* UInt128(truncatingIfNeeded: second)
  }

  /// The exact 256-bit product: four limb products, carries kept in 128 bits.
  @inlinable @inline(__always)
  func fullProduct(_ other: UInt128) -> (high: UInt128, low: UInt128) {
    let lowest = UInt128(productOf: lowLimb, other.lowLimb)
    let middle = UInt128(productOf: highLimb, other.lowLimb) &+ (lowest &>> 64)
    let cross =
      UInt128(productOf: lowLimb, other.highLimb)
      &+ UInt128(truncatingIfNeeded: middle.lowLimb)
    let high =
      UInt128(productOf: highLimb, other.highLimb) &+ (middle &>> 64) &+ (cross &>> 64)
    return (high, UInt128(highLimb: cross.lowLimb, lowLimb: lowest.lowLimb))
  }
}
