import FixedPoint

/// One asset of a lending protocol. Fractions, not basis points.
public struct ReserveDefinition: Hashable, Sendable {
  /// The asset supplied or borrowed.
  public var asset: String
  /// Symbol of the interest-bearing token.
  public var supplyToken: String
  /// Symbol of the variable debt token.
  public var debtToken: String
  /// Borrowing power as a fraction of collateral value.
  public var loanToValue: Rate
  /// Fraction of collateral value at which an account becomes liquidatable.
  public var liquidationThreshold: Rate
  /// Extra collateral a liquidator takes.
  public var liquidationBonus: Rate
  /// Share of interest the protocol keeps.
  public var reserveFactor: Rate
  /// Most that may be supplied, in asset units.
  public var supplyCap: Quantity?
  /// Most that may be borrowed, in asset units; zero when not borrowable.
  public var borrowCap: Quantity?
  /// Utilisation at which the rate curve bends.
  public var optimalUtilization: Rate?

  /// Describes it.
  public init(
    asset: String,
    supplyToken: String,
    debtToken: String,
    loanToValue: Rate,
    liquidationThreshold: Rate,
    liquidationBonus: Rate,
    reserveFactor: Rate,
    supplyCap: Quantity? = nil,
    borrowCap: Quantity? = nil,
    optimalUtilization: Rate? = nil
  ) {
    self.asset = asset
    self.supplyToken = supplyToken
    self.debtToken = debtToken
    self.loanToValue = loanToValue
    self.liquidationThreshold = liquidationThreshold
    self.liquidationBonus = liquidationBonus
    self.reserveFactor = reserveFactor
    self.supplyCap = supplyCap
    self.borrowCap = borrowCap
    self.optimalUtilization = optimalUtilization
  }
}
