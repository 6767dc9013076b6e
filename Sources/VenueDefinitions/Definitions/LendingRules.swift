import FixedPoint

/// Rules of a lending protocol as a whole.
public struct LendingRules: Hashable, Sendable {
  /// Fee of a flash loan as a fraction.
  public var flashLoanPremium: Rate
  /// Share of a debt one liquidation may repay.
  public var closeFactor: Rate
  /// Health factor below which all of a debt may be repaid.
  public var fullLiquidationBelowHealthFactor: Rate

  /// Describes it.
  public init(
    flashLoanPremium: Rate,
    closeFactor: Rate,
    fullLiquidationBelowHealthFactor: Rate
  ) {
    self.flashLoanPremium = flashLoanPremium
    self.closeFactor = closeFactor
    self.fullLiquidationBelowHealthFactor = fullLiquidationBelowHealthFactor
  }
}
