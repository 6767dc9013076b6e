/// The settings of an e-mode category (aave-v3-origin EModeConfiguration.sol).
public struct AaveEfficiencyMode: Hashable, Sendable {
  /// Loan to value of its collaterals, basis points.
  public var loanToValue: UInt32
  /// Liquidation threshold of its collaterals, basis points.
  public var liquidationThreshold: UInt32
  /// What a liquidator gets for one unit repaid, basis points (10,100 is a 1 % bonus).
  public var liquidationBonus: UInt32

  /// A category by its settings in basis points.
  public init(loanToValue: UInt32, liquidationThreshold: UInt32, liquidationBonus: UInt32) {
    self.loanToValue = loanToValue
    self.liquidationThreshold = liquidationThreshold
    self.liquidationBonus = liquidationBonus
  }
}
