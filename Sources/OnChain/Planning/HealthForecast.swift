import FixedPoint
import Protocols

/// What a health factor would become.
struct HealthForecast {
  /// The account now.
  let data: AaveAccountData
  /// Price of the asset moved, 8 decimals.
  let price: UInt256
  /// Decimals of the asset moved.
  let decimals: Int

  /// The health factor with 18 decimals after borrowing or withdrawing token units, rounded against
  /// the account; nil when nothing would secure the debt.
  func healthFactor(
    borrowing: UInt256, withdrawing: UInt256, threshold: UInt256
  ) -> UInt256? {
    guard let unit = UInt256(Decimal18.one, decimals: decimals, rounding: .down),
      let borrowed = UInt256.mulDiv(borrowing, price, unit, rounding: .up),
      let withdrawn = UInt256.mulDiv(withdrawing, price, unit, rounding: .up)
    else { return nil }
    let (debt, overflow) = data.totalDebt.addingReportingOverflow(borrowed)
    let (secured, tooMuch) = data.totalCollateral.multipliedReportingOverflow(
      by: data.averageLiquidationThreshold)
    let (lost, lostTooMuch) = withdrawn.multipliedReportingOverflow(by: threshold)
    guard !overflow, !tooMuch, !lostTooMuch else { return nil }
    if debt.isZero { return .max }
    guard secured > lost else { return nil }
    return UInt256.mulDiv(
      secured - lost, 100_000_000_000_000, debt, rounding: .floor)
  }
}
