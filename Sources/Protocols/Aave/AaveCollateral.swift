import FixedPoint

/// One asset an account has supplied and switched on as collateral.
public struct AaveCollateral: Hashable, Sendable {
  /// aToken balance in token units.
  public var amount: UInt256
  /// Decimals of the token.
  public var decimals: Int
  /// The oracle's price of one whole token, in base-currency units (USD with 8 decimals).
  public var price: UInt256
  /// The reserve's own loan to value, basis points.
  public var loanToValue: UInt32
  /// The reserve's own liquidation threshold, basis points.
  public var liquidationThreshold: UInt32
  /// Whether it is collateral of the account's e-mode category.
  public var isInEfficiencyMode: Bool

  /// A collateral by its parts.
  public init(
    amount: UInt256, decimals: Int, price: UInt256, loanToValue: UInt32,
    liquidationThreshold: UInt32, isInEfficiencyMode: Bool = false
  ) {
    self.amount = amount
    self.decimals = decimals
    self.price = price
    self.loanToValue = loanToValue
    self.liquidationThreshold = liquidationThreshold
    self.isInEfficiencyMode = isInEfficiencyMode
  }
}
