extension Int256 {
  /// The sum modulo 2^256, and whether it overflowed.
  @inlinable
  public func addingReportingOverflow(
    _ other: Int256
  ) -> (partialValue: Int256, overflow: Bool) {
    let sum = Int256(bitPattern: bitPattern &+ other.bitPattern)
    return (sum, isNegative == other.isNegative && sum.isNegative != isNegative)
  }

  /// The difference modulo 2^256, and whether it overflowed.
  @inlinable
  public func subtractingReportingOverflow(
    _ other: Int256
  ) -> (partialValue: Int256, overflow: Bool) {
    let difference = Int256(bitPattern: bitPattern &- other.bitPattern)
    return (difference, isNegative != other.isNegative && difference.isNegative != isNegative)
  }

  /// The product modulo 2^256, and whether it overflowed.
  @inlinable
  public func multipliedReportingOverflow(
    by other: Int256
  ) -> (partialValue: Int256, overflow: Bool) {
    let wrapped = Int256(bitPattern: bitPattern &* other.bitPattern)
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: other.magnitude)
    let fits =
      !overflow
      && Int256(magnitude: product, isNegative: isNegative != other.isNegative) != nil
    return (wrapped, !fits)
  }

  /// Quotient toward zero and remainder with the sign of the numerator; nil when the divisor is
  /// zero or the quotient is 2^255.
  @inlinable
  public func quotientAndRemainder(
    dividingBy divisor: Int256
  ) -> (quotient: Int256, remainder: Int256)? {
    guard let parts = magnitude.quotientAndRemainder(dividingBy: divisor.magnitude),
      let quotient = Int256(
        magnitude: parts.quotient, isNegative: isNegative != divisor.isNegative),
      let remainder = Int256(magnitude: parts.remainder, isNegative: isNegative)
    else { return nil }
    return (quotient, remainder)
  }

  /// The sum; traps on overflow.
  @inlinable
  public static func + (first: Int256, second: Int256) -> Int256 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    precondition(!overflow, "Int256 sum out of range")
    return sum
  }

  /// The difference; traps on overflow.
  @inlinable
  public static func - (first: Int256, second: Int256) -> Int256 {
    let (difference, overflow) = first.subtractingReportingOverflow(second)
    precondition(!overflow, "Int256 difference out of range")
    return difference
  }

  /// The integer with the opposite sign; traps for the smallest.
  @inlinable
  public static prefix func - (number: Int256) -> Int256 { Int256.zero - number }

  /// The product; traps on overflow.
  @inlinable
  public static func * (first: Int256, second: Int256) -> Int256 {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    precondition(!overflow, "Int256 product out of range")
    return product
  }

  /// The quotient toward zero; traps when the divisor is zero or the quotient is 2^255.
  @inlinable
  public static func / (numerator: Int256, divisor: Int256) -> Int256 {
    guard let parts = numerator.quotientAndRemainder(dividingBy: divisor) else {
      preconditionFailure("Int256 division by zero or out of range")
    }
    return parts.quotient
  }

  /// The remainder with the sign of the numerator; traps when the divisor is zero.
  @inlinable
  public static func % (numerator: Int256, divisor: Int256) -> Int256 {
    guard let parts = numerator.quotientAndRemainder(dividingBy: divisor) else {
      preconditionFailure("Int256 division by zero or out of range")
    }
    return parts.remainder
  }
}
