import FixedPoint

/// Generations of Curve's StableSwap code that compute differently.
public enum CurveGeneration: Hashable, Sendable, CaseIterable {
  /// The amplification is plain.
  case plain
  /// The amplification carries two more digits (`A_PRECISION` 100).
  case preciseAmplification
  /// As `preciseAmplification`, and `get_D` adds one to each divisor (the stETH pool).
  case guardedDivision

  var amplificationPrecision: UInt256 { self == .plain ? 1 : 100 }
}
