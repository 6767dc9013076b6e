import FixedPoint

/// One asset's reserve in an Aave v3 Pool, as a value.
///
/// It holds the pool's totals; each account's scaled balances stay with the caller, who adds or
/// takes the scaled units an operation returns. Source: aave-v3-origin ReserveLogic.sol.
public struct AaveReserve: Hashable, Sendable {
  /// The release whose formulas hold.
  public var revision: AaveRevision
  /// Risk settings.
  public var configuration: AaveReserveConfiguration
  /// The interest-rate curve.
  public var strategy: AaveInterestRateStrategyV2
  /// What one scaled unit of supply is worth, ray.
  public var liquidityIndex: UInt256
  /// What one scaled unit of debt is worth, ray.
  public var variableBorrowIndex: UInt256
  /// What suppliers earn a year, ray.
  public var liquidityRate: UInt256
  /// What borrowers pay a year, ray.
  public var variableBorrowRate: UInt256
  /// When the indices were last brought up to date, Unix seconds.
  public var lastUpdate: UInt64
  /// All suppliers' scaled units.
  public var scaledSupply: UInt256
  /// All borrowers' scaled units.
  public var scaledDebt: UInt256
  /// Underlying the pool counts as its own, token units.
  public var virtualUnderlyingBalance: UInt256
  /// Scaled units owed to the treasury, not yet minted.
  public var accruedToTreasury: UInt256
  /// Bad debt or unbacked supply, token units; it dilutes the supply rate.
  public var deficit: UInt256

  /// A reserve with nothing in it, indices at one.
  public init(
    revision: AaveRevision, configuration: AaveReserveConfiguration,
    strategy: AaveInterestRateStrategyV2, at time: UInt64
  ) {
    self.revision = revision
    self.configuration = configuration
    self.strategy = strategy
    liquidityIndex = RayMath.ray
    variableBorrowIndex = RayMath.ray
    liquidityRate = .zero
    variableBorrowRate = RayMath.ray(fromBasisPoints: strategy.baseRate)
    lastUpdate = time
    scaledSupply = .zero
    scaledDebt = .zero
    virtualUnderlyingBalance = .zero
    accruedToTreasury = .zero
    deficit = .zero
  }

  /// The supply index at `time` (Unix seconds), ray: `getReserveNormalizedIncome`.
  public func normalizedIncome(at time: UInt64) throws(ProtocolMathError) -> UInt256 {
    let seconds = try elapsed(to: time)
    if seconds == 0 { return liquidityIndex }
    return try RayMath.multiply(
      AaveInterest.linear(rate: liquidityRate, seconds: seconds), liquidityIndex,
      rounding: .halfUp)
  }

  /// The debt index at `time` (Unix seconds), ray: `getReserveNormalizedVariableDebt`.
  public func normalizedDebt(at time: UInt64) throws(ProtocolMathError) -> UInt256 {
    let seconds = try elapsed(to: time)
    if seconds == 0 { return variableBorrowIndex }
    return try RayMath.multiply(
      AaveInterest.compounded(rate: variableBorrowRate, seconds: seconds, revision: revision),
      variableBorrowIndex, rounding: .halfUp)
  }

  /// An account's supply in token units at `time`, from its scaled units.
  public func supplyBalance(
    ofScaled scaled: UInt256, at time: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    try revision.supplyBalance(ofScaled: scaled, index: normalizedIncome(at: time))
  }

  /// An account's debt in token units at `time`, from its scaled units.
  public func debtBalance(
    ofScaled scaled: UInt256, at time: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    try revision.debtBalance(ofScaled: scaled, index: normalizedDebt(at: time))
  }

  func elapsed(to time: UInt64) throws(ProtocolMathError) -> UInt64 {
    if time < lastUpdate { throw .timeReversed }
    return time &- lastUpdate
  }
}
