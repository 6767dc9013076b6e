import FixedPoint

/// Growth factors over time at a yearly rate (aave-v3-origin MathUtils.sol).
///
/// Rates and factors are rays; the year is 31,536,000 seconds. All throw `overflow`.
public enum AaveInterest {
  /// Seconds in the contract's year of 365 days.
  public static let secondsPerYear: UInt64 = 31_536_000

  /// What a supplier's index grows by: `1 + rate * seconds / year`.
  public static func linear(
    rate: UInt256, seconds: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    try rate.checkedMultiplying(by: UInt256(seconds))
      .checkedDividing(by: UInt256(secondsPerYear), rounding: .floor)
      .checkedAdding(RayMath.ray)
  }

  /// What a borrower's index grows by: three terms of the exponential, by the release's formula.
  public static func compounded(
    rate: UInt256, seconds: UInt64, revision: AaveRevision
  ) throws(ProtocolMathError) -> UInt256 {
    if seconds == 0 { return RayMath.ray }
    return revision.usesHornerCompounding
      ? try horner(rate: rate, seconds: seconds)
      : try binomial(rate: rate, seconds: seconds)
  }

  /// The yearly yield in ray that `rate` compounds to.
  public static func annualYield(
    rate: UInt256, revision: AaveRevision
  ) throws(ProtocolMathError) -> UInt256 {
    try compounded(rate: rate, seconds: secondsPerYear, revision: revision)
      .checkedSubtracting(RayMath.ray)
  }

  /// Release 3.3 and before: `(1 + rate / year) ^ seconds` by the binomial's first terms.
  private static func binomial(
    rate: UInt256, seconds: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    let year = UInt256(secondsPerYear)
    let time = UInt256(seconds)
    let timeMinusOne = UInt256(seconds &- 1)
    let timeMinusTwo = UInt256(seconds > 2 ? seconds &- 2 : 0)
    let square = try RayMath.multiply(rate, rate, rounding: .halfUp)
      .checkedDividing(by: year &* year, rounding: .floor)
    let cube = try RayMath.multiply(square, rate, rounding: .halfUp)
      .checkedDividing(by: year, rounding: .floor)
    let pairs = try time.checkedMultiplying(by: timeMinusOne)
    let first = try rate.checkedMultiplying(by: time)
      .checkedDividing(by: year, rounding: .floor)
    let second = try pairs.checkedMultiplying(by: square)
      .checkedDividing(by: 2, rounding: .floor)
    let third = try pairs.checkedMultiplying(by: timeMinusTwo).checkedMultiplying(by: cube)
      .checkedDividing(by: 6, rounding: .floor)
    return try RayMath.ray.checkedAdding(first).checkedAdding(second).checkedAdding(third)
  }

  /// Release 3.4 and after: `1 + x + x * (x / 2 + x * x / 6)` with `x = rate * seconds / year`.
  private static func horner(
    rate: UInt256, seconds: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    let exponent = try rate.checkedMultiplying(by: UInt256(seconds))
      .checkedDividing(by: UInt256(secondsPerYear), rounding: .floor)
    let sixth = try exponent.checkedDividing(by: 6, rounding: .floor)
    let half = try exponent.checkedDividing(by: 2, rounding: .floor)
    let inner = try RayMath.multiply(exponent, sixth, rounding: .halfUp)
    let outer = try RayMath.multiply(exponent, half.checkedAdding(inner), rounding: .halfUp)
    return try RayMath.ray.checkedAdding(exponent).checkedAdding(outer)
  }
}
