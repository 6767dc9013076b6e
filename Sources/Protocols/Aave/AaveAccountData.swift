import FixedPoint

/// What `getUserAccountData` answers.
public struct AaveAccountData: Hashable, Sendable {
  /// Collateral in base-currency units (USD with 8 decimals).
  public var totalCollateral: UInt256
  /// Debt in base-currency units.
  public var totalDebt: UInt256
  /// What may still be borrowed, base-currency units.
  public var availableBorrows: UInt256
  /// Average loan to value weighted by collateral, basis points, floored.
  public var averageLoanToValue: UInt256
  /// Average liquidation threshold weighted by collateral, basis points, floored.
  public var averageLiquidationThreshold: UInt256
  /// Health factor, 18 decimals; `UInt256.max` without debt.
  public var healthFactor: UInt256
  /// Whether a collateral with loan to value zero is held; it must be withdrawn first.
  public var hasZeroLoanToValueCollateral: Bool

  /// Whether the account may be liquidated: health factor below 1e18.
  public var isLiquidatable: Bool { healthFactor < WadMath.wad }
}
