import FixedPoint

/// A group of correlated assets with a higher borrowing power.
public struct EModeDefinition: Hashable, Sendable {
  /// Its number at the protocol, from 1.
  public var number: Int
  /// Its label.
  public var label: String
  /// Borrowing power in the group.
  public var loanToValue: Rate
  /// Liquidation threshold in the group.
  public var liquidationThreshold: Rate
  /// Liquidation bonus in the group.
  public var liquidationBonus: Rate
  /// Its members.
  public var assets: [String]

  /// Describes it.
  public init(
    number: Int,
    label: String,
    loanToValue: Rate,
    liquidationThreshold: Rate,
    liquidationBonus: Rate,
    assets: [String]
  ) {
    self.number = number
    self.label = label
    self.loanToValue = loanToValue
    self.liquidationThreshold = liquidationThreshold
    self.liquidationBonus = liquidationBonus
    self.assets = assets
  }
}
