import FixedPoint

/// What a liquidation moves, in token units.
public struct AaveSeizure: Hashable, Sendable {
  /// Debt the liquidator repays.
  public var debtRepaid: UInt256
  /// Collateral the liquidator gets.
  public var collateralToLiquidator: UInt256
  /// Collateral the treasury gets out of the bonus.
  public var collateralToTreasury: UInt256
}
