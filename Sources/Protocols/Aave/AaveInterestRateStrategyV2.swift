import FixedPoint

/// The kinked interest-rate curve of a reserve
/// (aave-v3-origin DefaultReserveInterestRateStrategyV2.sol).
///
/// Parameters are basis points, as governance sets them; results are rays a year.
public struct AaveInterestRateStrategyV2: Hashable, Sendable {
  /// Usage at which the steep slope begins, in basis points.
  public var optimalUsage: UInt32
  /// Borrow rate at no usage, in basis points.
  public var baseRate: UInt32
  /// What the rate rises by between no and optimal usage, in basis points.
  public var slope1: UInt32
  /// What the rate rises by between optimal and full usage, in basis points.
  public var slope2: UInt32

  /// A curve by its four parameters in basis points.
  public init(optimalUsage: UInt32, baseRate: UInt32, slope1: UInt32, slope2: UInt32) {
    self.optimalUsage = optimalUsage
    self.baseRate = baseRate
    self.slope1 = slope1
    self.slope2 = slope2
  }

  /// The rates at a reserve's state.
  ///
  /// - Parameters:
  ///   - availableLiquidity: the virtual underlying balance after the action, token units.
  ///   - totalDebt: variable debt with interest, token units.
  ///   - unbacked: unbacked supply or deficit, token units; dilutes suppliers only.
  ///   - reserveFactor: the protocol's share of interest, basis points.
  /// - Throws: `overflow`, `divisionByZero`, `underflow` (reserve factor above 100 %).
  public func rates(
    availableLiquidity: UInt256, totalDebt: UInt256, unbacked: UInt256 = .zero,
    reserveFactor: UInt32
  ) throws(ProtocolMathError) -> AaveInterestRates {
    let base = RayMath.ray(fromBasisPoints: baseRate)
    if totalDebt.isZero { return AaveInterestRates(liquidityRate: .zero, variableBorrowRate: base) }
    if reserveFactor > PercentageMath.whole { throw .underflow }
    let whole = try availableLiquidity.checkedAdding(totalDebt)
    let borrowUsage = try RayMath.divide(totalDebt, whole, rounding: .halfUp)
    let supplyUsage = try RayMath.divide(
      totalDebt, whole.checkedAdding(unbacked), rounding: .halfUp)
    let borrowRate = try self.borrowRate(usage: borrowUsage)
    let shared = try RayMath.multiply(borrowRate, supplyUsage, rounding: .halfUp)
    let liquidityRate = try PercentageMath.multiply(
      shared, basisPoints: PercentageMath.whole &- reserveFactor, rounding: .halfUp)
    return AaveInterestRates(liquidityRate: liquidityRate, variableBorrowRate: borrowRate)
  }

  /// The yearly variable borrow rate in ray at `usage` in ray.
  public func borrowRate(usage: UInt256) throws(ProtocolMathError) -> UInt256 {
    let optimal = RayMath.ray(fromBasisPoints: optimalUsage)
    let base = RayMath.ray(fromBasisPoints: baseRate)
    let gentle = RayMath.ray(fromBasisPoints: slope1)
    if usage > optimal {
      let excess = try RayMath.divide(
        usage.checkedSubtracting(optimal), RayMath.ray.checkedSubtracting(optimal),
        rounding: .halfUp)
      let steep = try RayMath.multiply(
        RayMath.ray(fromBasisPoints: slope2), excess, rounding: .halfUp)
      return try base.checkedAdding(gentle).checkedAdding(steep)
    }
    let scaled = try RayMath.multiply(gentle, usage, rounding: .halfUp)
    return try base.checkedAdding(RayMath.divide(scaled, optimal, rounding: .halfUp))
  }
}
