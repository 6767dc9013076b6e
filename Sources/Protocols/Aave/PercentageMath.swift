import FixedPoint

/// Percentages in basis points, 10,000 being one (aave-v3-origin PercentageMath.sol).
///
/// Throws `overflow` where the 256-bit product does, and `divisionByZero`.
public enum PercentageMath {
  /// One hundred percent in basis points.
  public static let whole: UInt32 = 10_000

  /// `value * basisPoints / 10,000`.
  public static func multiply(
    _ value: UInt256, basisPoints: UInt32, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(
      value, UInt256(UInt64(basisPoints)), UInt256(UInt64(whole)), rounding: rounding)
  }

  /// `value * 10,000 / basisPoints`.
  public static func divide(
    _ value: UInt256, basisPoints: UInt32, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(
      value, UInt256(UInt64(whole)), UInt256(UInt64(basisPoints)), rounding: rounding)
  }
}
