import FixedPoint

/// An account's collateral and debt across a Pool (aave-v3-origin GenericLogic.sol).
public struct AaveAccount: Hashable, Sendable {
  /// The release whose formulas hold.
  public var revision: AaveRevision
  /// What counts as collateral, in the Pool's order of reserves.
  public var collaterals: [AaveCollateral]
  /// What is owed, in the Pool's order of reserves.
  public var debts: [AaveDebt]
  /// The settings of the account's e-mode category; nil outside e-mode.
  public var efficiencyMode: AaveEfficiencyMode?

  /// An account by its parts.
  public init(
    revision: AaveRevision, collaterals: [AaveCollateral], debts: [AaveDebt],
    efficiencyMode: AaveEfficiencyMode? = nil
  ) {
    self.revision = revision
    self.collaterals = collaterals
    self.debts = debts
    self.efficiencyMode = efficiencyMode
  }

  /// Totals, averages and health factor: `getUserAccountData`.
  ///
  /// - Throws: `overflow`; `invalidInput` for decimals beyond 77.
  public func data() throws(ProtocolMathError) -> AaveAccountData {
    var collateral = UInt256.zero
    var weightedLoanToValue = UInt256.zero
    var weightedThreshold = UInt256.zero
    var hasZeroLoanToValue = false
    for asset in collaterals {
      let (loanToValue, threshold) = settings(of: asset)
      if threshold == 0 { continue }
      let value = try Self.value(
        asset.amount, decimals: asset.decimals, price: asset.price, rounding: .floor)
      collateral = try collateral.checkedAdding(value)
      if loanToValue == 0 { hasZeroLoanToValue = true }
      weightedLoanToValue = try weightedLoanToValue.checkedAdding(
        value.checkedMultiplying(by: UInt256(UInt64(loanToValue))))
      weightedThreshold = try weightedThreshold.checkedAdding(
        value.checkedMultiplying(by: UInt256(UInt64(threshold))))
    }
    let debt = try totalDebt()
    let averageLoanToValue = Self.average(weightedLoanToValue, over: collateral)
    let averageThreshold = Self.average(weightedThreshold, over: collateral)
    return AaveAccountData(
      totalCollateral: collateral, totalDebt: debt,
      availableBorrows: try availableBorrows(
        collateral: collateral, debt: debt, loanToValue: averageLoanToValue),
      averageLoanToValue: averageLoanToValue, averageLiquidationThreshold: averageThreshold,
      healthFactor: try healthFactor(
        collateral: collateral, weightedThreshold: weightedThreshold,
        averageThreshold: averageThreshold, debt: debt),
      hasZeroLoanToValueCollateral: hasZeroLoanToValue)
  }

  /// Value in base-currency units of `amount` token units at `price` per whole token.
  ///
  /// - Throws: `overflow`; `invalidInput` for decimals beyond 77.
  public static func value(
    _ amount: UInt256, decimals: Int, price: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(
      amount, price, UInt256.tokenUnit(decimals: decimals), rounding: rounding)
  }

  /// What the average loan to value still allows, in base-currency units.
  private func availableBorrows(
    collateral: UInt256, debt: UInt256, loanToValue: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    let limit = try UInt256.productOverDivisor(
      collateral, loanToValue, 10_000,
      rounding: revision.usesDirectedRounding ? .floor : .halfUp)
    return limit > debt ? limit &- debt : .zero
  }

  /// Until 3.4 from the floored average threshold, since 3.5 from the exact weighted sum.
  private func healthFactor(
    collateral: UInt256, weightedThreshold: UInt256, averageThreshold: UInt256, debt: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if debt.isZero { return .max }
    if revision.usesDirectedRounding {
      return try WadMath.divide(weightedThreshold, debt, rounding: .halfUp)
        .checkedDividing(by: 10_000, rounding: .floor)
    }
    let covered = try UInt256.productOverDivisor(
      collateral, averageThreshold, 10_000, rounding: .halfUp)
    return try WadMath.divide(covered, debt, rounding: .halfUp)
  }

  private func totalDebt() throws(ProtocolMathError) -> UInt256 {
    let rounding: Rounding = revision.usesDirectedRounding ? .ceiling : .floor
    var total = UInt256.zero
    for debt in debts {
      total = try total.checkedAdding(
        Self.value(debt.amount, decimals: debt.decimals, price: debt.price, rounding: rounding))
    }
    return total
  }

  /// Until 3.5 a reserve that is no collateral by itself, or has loan to value zero, gains
  /// neither by e-mode; since 3.6 the category's settings stand alone.
  private func settings(of asset: AaveCollateral) -> (loanToValue: UInt32, threshold: UInt32) {
    guard let mode = efficiencyMode, asset.isInEfficiencyMode else {
      return (asset.loanToValue, asset.liquidationThreshold)
    }
    if revision >= .v3_6 { return (mode.loanToValue, mode.liquidationThreshold) }
    return (
      asset.loanToValue == 0 ? 0 : mode.loanToValue,
      asset.liquidationThreshold == 0 ? 0 : mode.liquidationThreshold
    )
  }

  private static func average(_ weighted: UInt256, over total: UInt256) -> UInt256 {
    total.isZero ? .zero : weighted / total
  }
}
