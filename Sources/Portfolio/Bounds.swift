import FixedPoint

/// What the books can hold. Within these bounds products and thousands of millions of their sums
/// fit 256 bits, so that nothing from outside can make them trap.
enum Bounds {
  /// Largest magnitude of an amount's mantissa: 2^120, about 1.3e18 units.
  static var amount: UInt128 { 1 << 120 }
  /// Largest mantissa of a price or rate: 2^100, about 1.3e12.
  static var price: Int128 { 1 << 100 }

  /// Whether products of a size and prices are surely far within the bounds: each is below 2^84
  /// (19 million units of 1e-18).
  @inline(__always)
  static func surelyFit(_ size: Int128, _ first: Int128, _ second: Int128) -> Bool {
    size.magnitude | first.magnitude | second.magnitude < 1 << 84
  }

  /// Whether a price or rate is above zero and within bounds.
  @inline(__always)
  static func holds(price: Int128) -> Bool { price > 0 && price <= Bounds.price }

  /// The sum of two amounts; nil beyond the bounds.
  @inline(__always)
  static func sum(_ left: Int128, _ right: Int128) -> Int128? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow || sum.magnitude > Bounds.amount ? nil : sum
  }

  /// The product of an amount and a price as an amount, half to even at 1e-18; nil beyond the
  /// bounds.
  @inline(__always)
  static func product(_ amount: Int128, _ price: Int128) -> Int128? {
    let factor = Decimal18(mantissa: price)
    guard
      let product = Decimal18(mantissa: amount).multipliedIfFits(by: factor, rounding: .halfEven),
      product.mantissa.magnitude <= Bounds.amount
    else { return nil }
    return product.mantissa
  }

  /// At least |amount × price| rounded up, and at most twice that and a little: one multiplication
  /// of words instead of an exact product. Nil unless each is below 2^85.
  @inline(__always)
  static func atMost(_ amount: Int128, _ price: Int128) -> Int128? {
    guard amount.magnitude | price.magnitude < 1 << 85 else { return nil }
    let left = UInt64(truncatingIfNeeded: amount.magnitude &>> 24) &+ 1
    let right = UInt64(truncatingIfNeeded: price.magnitude &>> 24) &+ 1
    let product = left.multipliedFullWidth(by: right)
    // 2^48 above the product of mantissas, whose unit is 1e-36: 1e18 ÷ 2^48 is above 2^11.
    return (Int128(product.high) &<< 64 | Int128(product.low)) &>> 11 &+ 1
  }

  /// Where a bound on a loss stops growing and says nothing any more.
  static var unknownLoss: Int128 { 1 << 118 }

  /// A bound on a loss with that of one more move: units held times the change of their price.
  @inline(__always)
  static func loss(_ known: Int128, _ units: Int128, times change: Int128) -> Int128 {
    // Each term is below 2^112.
    guard let term = atMost(units, change) else { return unknownLoss }
    return min(known &+ term, unknownLoss)
  }

  /// amount × part ÷ whole, half to even at 1e-18; nil beyond the bounds.
  static func share(of amount: Int128, _ part: Int128, _ whole: Int128) -> Int128? {
    if part == whole { return amount.magnitude <= Bounds.amount ? amount : nil }
    guard
      let share = Decimal18.multiplyDivide(
        Decimal18(mantissa: amount), Decimal18(mantissa: part), Decimal18(mantissa: whole),
        rounding: .halfEven),
      share.mantissa.magnitude <= Bounds.amount
    else { return nil }
    return share.mantissa
  }
}
