import FixedPoint

/// The risk parameters of one asset at a lending protocol. Source: Aave v3 `DataTypes.sol`.
public struct LendingReserve: Hashable, Sendable {
  /// The lending venue.
  public let venue: VenueID
  /// The asset supplied or borrowed.
  public let asset: AssetID
  /// Symbol of the interest-bearing token: `aWETH`.
  public let supplyTokenSymbol: String
  /// Symbol of the variable debt token: `debtWETH`.
  public let debtTokenSymbol: String
  /// Borrowing power as a fraction of collateral value.
  public let loanToValue: Rate
  /// Fraction of collateral value at which an account becomes liquidatable.
  public let liquidationThreshold: Rate
  /// Extra collateral a liquidator takes, as a fraction (0.05 = 5 %).
  public let liquidationBonus: Rate
  /// Share of interest kept by the protocol.
  public let reserveFactor: Rate
  /// Most that may be supplied, in asset units; nil for no cap.
  public let supplyCap: Quantity?
  /// Most that may be borrowed, in asset units; nil for no cap, zero when not borrowable.
  public let borrowCap: Quantity?
  /// E-mode category the asset belongs to, 0 for none.
  public let eModeCategory: Int

  /// Describes a reserve.
  public init(
    venue: VenueID, asset: AssetID, supplyTokenSymbol: String, debtTokenSymbol: String,
    loanToValue: Rate, liquidationThreshold: Rate, liquidationBonus: Rate, reserveFactor: Rate,
    supplyCap: Quantity?, borrowCap: Quantity?, eModeCategory: Int
  ) {
    self.venue = venue
    self.asset = asset
    self.supplyTokenSymbol = supplyTokenSymbol
    self.debtTokenSymbol = debtTokenSymbol
    self.loanToValue = loanToValue
    self.liquidationThreshold = liquidationThreshold
    self.liquidationBonus = liquidationBonus
    self.reserveFactor = reserveFactor
    self.supplyCap = supplyCap
    self.borrowCap = borrowCap
    self.eModeCategory = eModeCategory
  }
}

/// An e-mode category: correlated assets with a higher borrowing power. Source: Aave v3.
public struct EModeCategory: Hashable, Sendable {
  /// The lending venue.
  public let venue: VenueID
  /// Its number at the protocol, from 1.
  public let number: Int
  /// Its label: `ETH correlated`.
  public let label: String
  /// Borrowing power in the category.
  public let loanToValue: Rate
  /// Liquidation threshold in the category.
  public let liquidationThreshold: Rate
  /// Liquidation bonus in the category.
  public let liquidationBonus: Rate

  /// Describes a category.
  public init(
    venue: VenueID, number: Int, label: String, loanToValue: Rate, liquidationThreshold: Rate,
    liquidationBonus: Rate
  ) {
    self.venue = venue
    self.number = number
    self.label = label
    self.loanToValue = loanToValue
    self.liquidationThreshold = liquidationThreshold
    self.liquidationBonus = liquidationBonus
  }
}
