import FixedPoint

/// Liquidation rules (aave-v3-origin LiquidationLogic.sol).
public enum AaveLiquidation {
  /// Health factor (18 decimals) at or below which all debt may be repaid: 0.95.
  public static var fullCloseHealthFactor: UInt256 { 950_000_000_000_000_000 }
  /// Share of debt that may be repaid above it, basis points.
  public static let defaultCloseFactor: UInt32 = 5_000
  /// Since 3.3: positions below this value (base currency, 8 decimals) may be closed whole.
  public static var smallPositionValue: UInt256 { 200_000_000_000 }

  /// The close factor in basis points at a health factor (18 decimals); zero when it is sound.
  public static func closeFactor(healthFactor: UInt256) -> UInt32 {
    if healthFactor >= WadMath.wad { return 0 }
    return healthFactor > fullCloseHealthFactor ? defaultCloseFactor : PercentageMath.whole
  }

  /// The most of one debt, in token units, that a liquidator may repay.
  ///
  /// Until 3.2 it is a share of that debt; since 3.3 a share of all debt, and small positions
  /// may be closed whole.
  /// - Parameters:
  ///   - debt: the debt in the liquidated asset.
  ///   - collateralValue: the borrower's balance of the collateral asset in base currency.
  ///   - account: the borrower's account data.
  /// - Throws: `collateralRule` if the account is sound; arithmetic errors.
  public static func maximumRepayment(
    of debt: AaveDebt, collateralValue: UInt256, account: AaveAccountData,
    revision: AaveRevision
  ) throws(ProtocolMathError) -> UInt256 {
    let factor = closeFactor(healthFactor: account.healthFactor)
    if factor == 0 { throw .collateralRule }
    if revision < .v3_3 {
      return try PercentageMath.multiply(debt.amount, basisPoints: factor, rounding: .halfUp)
    }
    if factor == PercentageMath.whole { return debt.amount }
    let debtValue = try AaveAccount.value(
      debt.amount, decimals: debt.decimals, price: debt.price,
      rounding: revision.usesDirectedRounding ? .ceiling : .floor)
    if collateralValue < smallPositionValue || debtValue < smallPositionValue {
      return debt.amount
    }
    let limit = try PercentageMath.multiply(
      account.totalDebt, basisPoints: factor, rounding: .halfUp)
    if debtValue <= limit { return debt.amount }
    return try UInt256.productOverDivisor(
      limit, UInt256.tokenUnit(decimals: debt.decimals), debt.price, rounding: .floor)
  }

  /// What repaying `repayment` token units of `debt`'s asset takes from `collateral`.
  ///
  /// - Parameters:
  ///   - bonus: what a liquidator gets for one unit repaid, basis points (10,500 is 5 %).
  ///   - protocolFee: the treasury's share of the bonus, basis points.
  /// - Throws: `divisionByZero` for a price or bonus of zero; other arithmetic errors.
  public static func seizure(
    repaying repayment: UInt256, of debt: AaveDebt, from collateral: AaveCollateral,
    bonus: UInt32, protocolFee: UInt32, revision: AaveRevision
  ) throws(ProtocolMathError) -> AaveSeizure {
    let debtUnit = try UInt256.tokenUnit(decimals: debt.decimals)
    let collateralUnit = try UInt256.tokenUnit(decimals: collateral.decimals)
    let base = try debt.price.checkedMultiplying(by: repayment)
      .checkedMultiplying(by: collateralUnit)
      .checkedDividing(
        by: collateral.price.checkedMultiplying(by: debtUnit), rounding: .floor)
    var seized = try PercentageMath.multiply(base, basisPoints: bonus, rounding: .halfUp)
    var repaid = repayment
    if seized > collateral.amount {
      seized = collateral.amount
      let worth = try collateral.price.checkedMultiplying(by: seized)
        .checkedMultiplying(by: debtUnit)
        .checkedDividing(
          by: debt.price.checkedMultiplying(by: collateralUnit), rounding: .floor)
      repaid = try PercentageMath.divide(
        worth, basisPoints: bonus,
        rounding: revision.usesDirectedRounding ? .ceiling : .halfUp)
    }
    var fee = UInt256.zero
    if protocolFee != 0 {
      let principal = try PercentageMath.divide(seized, basisPoints: bonus, rounding: .halfUp)
      fee = try PercentageMath.multiply(
        seized.checkedSubtracting(principal), basisPoints: protocolFee, rounding: .halfUp)
    }
    return AaveSeizure(
      debtRepaid: repaid, collateralToLiquidator: try seized.checkedSubtracting(fee),
      collateralToTreasury: fee)
  }
}
