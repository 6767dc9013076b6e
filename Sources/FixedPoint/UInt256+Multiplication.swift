extension UInt256 {
  /// The exact 512-bit product.
  @inlinable
  public func multipliedFullWidth(by other: UInt256) -> (high: UInt256, low: UInt256) {
    let lowest = low.fullProduct(other.low)
    if high | other.high == 0 {
      return (.zero, UInt256(low: lowest.low, high: lowest.high))
    }
    if high == 0 || other.high == 0 {
      // At most one factor has an upper half, so one cross product is zero.
      let cross = high == 0 ? low.fullProduct(other.high) : high.fullProduct(other.low)
      let (middle, carry) = lowest.high.addingReportingOverflow(cross.low)
      return (
        UInt256(cross.high &+ (carry ? 1 : 0)), UInt256(low: lowest.low, high: middle)
      )
    }
    let first = high.fullProduct(other.low)
    let second = low.fullProduct(other.high)
    let highest = high.fullProduct(other.high)
    let (sum, firstCarry) = lowest.high.addingReportingOverflow(first.low)
    let (middle, secondCarry) = sum.addingReportingOverflow(second.low)
    let carry: UInt128 = (firstCarry ? 1 : 0) &+ (secondCarry ? 1 : 0)
    let top =
      UInt256(low: highest.low, high: highest.high) &+ UInt256(low: first.high, high: 0)
      &+ UInt256(low: second.high, high: 0) &+ UInt256(low: carry, high: 0)
    return (top, UInt256(low: lowest.low, high: middle))
  }

  /// The product modulo 2^256.
  @inlinable
  public static func &* (first: UInt256, second: UInt256) -> UInt256 {
    let lowest = first.low.fullProduct(second.low)
    let cross = first.low &* second.high &+ first.high &* second.low
    return UInt256(low: lowest.low, high: lowest.high &+ cross)
  }

  /// The product modulo 2^256, and whether it overflowed.
  @inlinable
  public func multipliedReportingOverflow(
    by other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    if high == 0 || other.high == 0 {
      let lowest = low.fullProduct(other.low)
      // At most one factor has an upper half, so one cross product is zero.
      let cross = high == 0 ? low.fullProduct(other.high) : high.fullProduct(other.low)
      let (middle, carry) = lowest.high.addingReportingOverflow(cross.low)
      return (UInt256(low: lowest.low, high: middle), carry || cross.high != 0)
    }
    return (self &* other, true)
  }

  /// The product; traps on overflow.
  @inlinable
  public static func * (first: UInt256, second: UInt256) -> UInt256 {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    precondition(!overflow, "UInt256 product out of range")
    return product
  }

  /// Multiplies in place; traps on overflow.
  @inlinable
  public static func *= (first: inout UInt256, second: UInt256) { first = first * second }

  /// 10^exponent; nil when negative or above 77.
  public static func powerOfTen(_ exponent: Int) -> UInt256? {
    if exponent < 0 || exponent > 77 { return nil }
    if exponent <= 38 { return UInt256(PowersOfTen.wide(exponent)) }
    let first = UInt256(PowersOfTen.wide(38)) &* UInt256(PowersOfTen.wide(min(exponent - 38, 38)))
    return exponent == 77 ? first &* UInt256(UInt64(10)) : first
  }
}
