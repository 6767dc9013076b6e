extension UInt256 {
  /// Token units of an amount: value × 10^decimals. Nil when negative, when it does not fit, or
  /// when it is not a whole number of units.
  public init?(exactly value: Decimal18, decimals: Int) {
    guard let units = UInt256.units(of: value, decimals: decimals, rounding: nil) else {
      return nil
    }
    self = units
  }

  /// Token units of an amount, rounded: value × 10^decimals. Nil when negative or too large.
  public init?(_ value: Decimal18, decimals: Int, rounding: Rounding) {
    guard let units = UInt256.units(of: value, decimals: decimals, rounding: rounding) else {
      return nil
    }
    self = units
  }

  private static func units(
    of value: Decimal18, decimals: Int, rounding: Rounding?
  ) -> UInt256? {
    if value.isNegative || decimals < 0 { return nil }
    let mantissa = UInt256(value.mantissa.magnitude)
    if mantissa.isZero { return .zero }
    if decimals >= 18 {
      guard let power = powerOfTen(decimals - 18) else { return nil }
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: power)
      return overflow ? nil : product
    }
    let divisor = UInt256(PowersOfTen.wide(18 - decimals))
    guard let parts = mantissa.quotientAndRemainder(dividingBy: divisor) else { return nil }
    guard let rounding else { return parts.remainder.isZero ? parts.quotient : nil }
    return parts.quotient.rounded(
      remainder: parts.remainder, divisor: divisor, rounding: rounding)
  }

  /// The amount these token units make: self × 10^-decimals, rounded to 10^-18. Nil when it does
  /// not fit or `decimals` is negative.
  public func decimal(decimals: Int, rounding: Rounding) -> Decimal18? {
    if decimals < 0 { return nil }
    let scaled: UInt256
    if decimals <= 18 {
      let (product, overflow) = multipliedReportingOverflow(
        by: UInt256(PowersOfTen.wide(18 - decimals)))
      if overflow { return nil }
      scaled = product
    } else if let divisor = UInt256.powerOfTen(decimals - 18) {
      guard let parts = quotientAndRemainder(dividingBy: divisor),
        let rounded = parts.quotient.rounded(
          remainder: parts.remainder, divisor: divisor, rounding: rounding)
      else { return nil }
      scaled = rounded
    } else {
      // Beyond 10^77 every value is below half a unit: 2^256 < 10^78 / 2.
      let raises = rounding == .up || rounding == .ceiling
      scaled = raises && !isZero ? .one : .zero
    }
    if scaled.high != 0 { return nil }
    return Decimal18(magnitude: scaled.low, isNegative: false)
  }
}
