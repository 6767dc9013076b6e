extension Decimal18 {
  /// The exact sum; traps on overflow.
  @inlinable
  public static func + (first: Decimal18, second: Decimal18) -> Decimal18 {
    Decimal18(mantissa: first.mantissa + second.mantissa)
  }

  /// The exact difference; traps on overflow.
  @inlinable
  public static func - (first: Decimal18, second: Decimal18) -> Decimal18 {
    Decimal18(mantissa: first.mantissa - second.mantissa)
  }

  /// The number with the opposite sign.
  @inlinable
  public static prefix func - (number: Decimal18) -> Decimal18 {
    let (opposite, overflow) = Int128(0).subtractingReportingOverflow(number.mantissa)
    return overflow ? greatestFiniteMagnitude : Decimal18(mantissa: opposite)
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (first: inout Decimal18, second: Decimal18) {
    first.mantissa += second.mantissa
  }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (first: inout Decimal18, second: Decimal18) {
    first.mantissa -= second.mantissa
  }

  /// The exact sum; nil on overflow.
  @inlinable
  public func adding(_ other: Decimal18) -> Decimal18? {
    let (sum, overflow) = mantissa.addingReportingOverflow(other.mantissa)
    return overflow || sum == .min ? nil : Decimal18(mantissa: sum)
  }

  /// The exact difference; nil on overflow.
  @inlinable
  public func subtracting(_ other: Decimal18) -> Decimal18? {
    let (difference, overflow) = mantissa.subtractingReportingOverflow(other.mantissa)
    return overflow || difference == .min ? nil : Decimal18(mantissa: difference)
  }

  /// The product, rounded to 10^-18; traps on overflow.
  @inlinable
  public func multiplied(by other: Decimal18, rounding: Rounding) -> Decimal18 {
    guard let product = multipliedIfFits(by: other, rounding: rounding) else {
      preconditionFailure("Decimal18 product out of range")
    }
    return product
  }

  /// The product, rounded to 10^-18; nil when it is out of range.
  // Inlined, so that the rounding named at the call costs no branch.
  @inlinable @inline(__always)
  public func multipliedIfFits(by other: Decimal18, rounding: Rounding) -> Decimal18? {
    let product = mantissa.magnitude.fullProduct(other.mantissa.magnitude)
    return Decimal18(
      exactHigh: product.high, low: product.low, isNegative: (mantissa ^ other.mantissa) < 0,
      rounding: rounding)
  }

  /// The exact product in units of 10^-36, in two's complement over 256 bits.
  @inlinable @inline(__always)
  public func exactProduct(_ other: Decimal18) -> (high: Int128, low: UInt128) {
    let product = UInt128(truncatingIfNeeded: mantissa).fullProduct(
      UInt128(truncatingIfNeeded: other.mantissa))
    // The product of the bit patterns, less 2^128 times a factor for each negative one.
    let first = mantissa & (other.mantissa &>> 127)
    let second = other.mantissa & (mantissa &>> 127)
    return (Int128(truncatingIfNeeded: product.high) &- first &- second, product.low)
  }

  /// A magnitude in units of 10^-36 and its sign, rounded to 10^-18; nil when out of range.
  @inlinable @inline(__always)
  public init?(
    exactHigh high: UInt128, low: UInt128, isNegative: Bool, rounding: Rounding
  ) {
    if high >= 1_000_000_000_000_000_000 { return nil }
    let (quotient, remainder) = LimbDivisor.scale.divide(high: high.lowLimb, low: low)
    let raise = rounding.raisesMagnitude(
      isNegative: isNegative, isOdd: quotient & 1 == 1, remainder: remainder,
      divisor: 1_000_000_000_000_000_000)
    if raise && quotient == .max { return nil }
    self.init(magnitude: raise ? quotient &+ 1 : quotient, isNegative: isNegative)
  }

  /// The quotient, rounded to 10^-18; nil when the divisor is zero or the result out of range.
  @inlinable
  public func divided(by divisor: Decimal18, rounding: Rounding) -> Decimal18? {
    let product = mantissa.magnitude.fullProduct(1_000_000_000_000_000_000)
    return Decimal18.quotient(
      of: product, by: divisor.mantissa.magnitude,
      isNegative: (mantissa < 0) != (divisor.mantissa < 0), rounding: rounding)
  }

  /// first × second ÷ divisor with a 256-bit product and one rounding at the end, to 10^-18; nil
  /// when the divisor is zero or the result out of range.
  @inlinable
  public static func multiplyDivide(
    _ first: Decimal18, _ second: Decimal18, _ divisor: Decimal18, rounding: Rounding
  ) -> Decimal18? {
    let product = first.mantissa.magnitude.fullProduct(second.mantissa.magnitude)
    let isNegative = (first.mantissa < 0) != (second.mantissa < 0)
    return quotient(
      of: product, by: divisor.mantissa.magnitude,
      isNegative: isNegative != (divisor.mantissa < 0), rounding: rounding)
  }

  @inlinable @inline(__always)
  static func quotient(
    of numerator: (high: UInt128, low: UInt128), by divisor: UInt128, isNegative: Bool,
    rounding: Rounding
  ) -> Decimal18? {
    if numerator.high >= divisor { return nil }
    let quotient: UInt128
    let remainder: UInt128
    if divisor.highLimb == 0 {
      let parts = LimbDivisor(divisor.lowLimb).divide(
        high: numerator.high.lowLimb, low: numerator.low)
      quotient = parts.quotient
      remainder = UInt128(truncatingIfNeeded: parts.remainder)
    } else {
      (quotient, remainder) = DoubleLimbDivisor(divisor).divide(
        high: numerator.high, low: numerator.low)
    }
    let raise = rounding.raisesMagnitude(
      isNegative: isNegative, isOdd: quotient & 1 == 1, remainder: remainder, divisor: divisor)
    if raise && quotient == .max { return nil }
    return Decimal18(magnitude: raise ? quotient &+ 1 : quotient, isNegative: isNegative)
  }

  /// The nearest multiple of `increment` (a tick, a lot) in the direction of `rounding`. The
  /// increment must be above zero; traps when it is not, or when the result is out of range.
  @inlinable
  public func rounded(toMultipleOf increment: Decimal18, rounding: Rounding) -> Decimal18 {
    guard let result = roundedIfFits(toMultipleOf: increment, rounding: rounding) else {
      preconditionFailure("increment not above zero, or rounded value out of range")
    }
    return result
  }

  /// The nearest multiple of `increment` in the direction of `rounding`; nil when the increment is
  /// not above zero or the result out of range.
  @inlinable
  public func roundedIfFits(
    toMultipleOf increment: Decimal18, rounding: Rounding
  ) -> Decimal18? {
    if increment.mantissa <= 0 { return nil }
    let divisor = increment.mantissa.magnitude
    let magnitude = mantissa.magnitude
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor)
    let raise = rounding.raisesMagnitude(
      isNegative: mantissa < 0, isOdd: quotient & 1 == 1, remainder: remainder, divisor: divisor)
    let base = magnitude &- remainder
    return Decimal18(magnitude: raise ? base &+ divisor : base, isNegative: mantissa < 0)
  }
}
