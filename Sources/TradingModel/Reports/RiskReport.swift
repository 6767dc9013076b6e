import FixedPoint

/// Lending health at one venue. Source: Aave v3 `GenericLogic.calculateUserAccountData`.
public struct LendingHealth: Hashable, Codable, Sendable {
  /// The lending venue.
  public let venue: VenueID
  /// Liquidation-threshold-weighted collateral over debt; nil without debt (infinite).
  public let healthFactor: Rate?
  /// Debt over collateral, a fraction; zero without debt.
  public let loanToValue: Rate
  /// The loan-to-value up to which may be borrowed.
  public let maximumLoanToValue: Rate
  /// How far collateral may fall against debt before liquidation, a fraction; nil without debt.
  public let liquidationDistance: Rate?

  /// Describes lending health.
  public init(
    venue: VenueID, healthFactor: Rate?, loanToValue: Rate, maximumLoanToValue: Rate,
    liquidationDistance: Rate?
  ) {
    self.venue = venue
    self.healthFactor = healthFactor
    self.loanToValue = loanToValue
    self.maximumLoanToValue = maximumLoanToValue
    self.liquidationDistance = liquidationDistance
  }
}

/// Margin at one exchange.
public struct MarginHealth: Hashable, Codable, Sendable {
  /// The exchange.
  public let venue: VenueID
  /// The isolated position it is of; nil for the positions that share the account's balance.
  public let isolated: InstrumentID?
  /// Margin balance: collateral plus unrealised PnL, in the settle asset.
  public let equity: Money
  /// Initial margin of the open positions.
  public let initialMargin: Money
  /// Maintenance margin of the open positions, by the venue's tiers.
  public let maintenanceMargin: Money
  /// Margin balance over notional; nil without positions.
  public let marginRatio: Rate?
  /// Least relative price move against a position that reaches liquidation; nil without one.
  public let liquidationDistance: Rate?

  /// Describes margin.
  public init(
    venue: VenueID, isolated: InstrumentID? = nil, equity: Money, initialMargin: Money,
    maintenanceMargin: Money,
    marginRatio: Rate?, liquidationDistance: Rate?
  ) {
    self.venue = venue
    self.isolated = isolated
    self.equity = equity
    self.initialMargin = initialMargin
    self.maintenanceMargin = maintenanceMargin
    self.marginRatio = marginRatio
    self.liquidationDistance = liquidationDistance
  }
}

/// Something a person should look at.
public enum RiskFlag: Hashable, Codable, Sendable {
  /// A price needed is missing.
  case missingPrice(AssetID)
  /// An oracle's answer is older than allowed.
  case staleOracle(AssetID, age: TimeSpan)
  /// A market rate deviates from its protocol rate by this fraction.
  case pegDeviation(AssetID, Rate)
  /// The health factor of a lending venue is below one.
  case liquidatable(VenueID)
  /// An exchange account is below its maintenance margin.
  case marginCall(VenueID)
  /// Something at the venue could not be booked: the books may differ from its own.
  case notReconciled(VenueID)
}

/// Risk at one sequence number.
public struct RiskReport: Hashable, Codable, Sendable {
  /// Lending venues with positions, ascending.
  public let lending: [LendingHealth]
  /// Exchanges with perpetual positions, ascending.
  public let margin: [MarginHealth]
  /// What needs attention.
  public let flags: [RiskFlag]

  /// Describes a report.
  public init(lending: [LendingHealth], margin: [MarginHealth], flags: [RiskFlag]) {
    self.lending = lending
    self.margin = margin
    self.flags = flags
  }

  /// The lowest health factor of all venues; nil without debt.
  public var healthFactor: Rate? { lending.compactMap(\.healthFactor).min() }
}
