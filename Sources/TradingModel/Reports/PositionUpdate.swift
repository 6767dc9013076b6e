import FixedPoint

/// One position with its amount and value.
public struct Position: Hashable, Codable, Sendable {
  /// Which position.
  public let key: PositionKey
  /// Units held; debts positive, perpetuals signed in base units.
  public let amount: Quantity
  /// Value in the reporting currency (debts negative, perpetuals their unrealised PnL); nil
  /// where a price is missing.
  public let value: ExactMoney?
  /// Average entry price of a perpetual.
  public let entryPrice: Price?

  /// Describes a position.
  public init(key: PositionKey, amount: Quantity, value: ExactMoney?, entryPrice: Price? = nil) {
    self.key = key
    self.amount = amount
    self.value = value
    self.entryPrice = entryPrice
  }
}

/// Positions, exposure, risk and PnL, all of one sequence number.
public struct PositionUpdate: Hashable, Codable, Sendable {
  /// Sequence number of the input that led to it.
  public let sequence: UInt64
  /// Time of that input.
  public let time: Timestamp
  /// All positions that are not zero, ascending by key.
  public let positions: [Position]
  /// Look-through exposure.
  public let exposure: Exposure
  /// Risk.
  public let risk: RiskReport
  /// Equity and its attribution.
  public let pnl: PnLStatement

  /// Describes an update.
  public init(
    sequence: UInt64, time: Timestamp, positions: [Position], exposure: Exposure,
    risk: RiskReport, pnl: PnLStatement
  ) {
    self.sequence = sequence
    self.time = time
    self.positions = positions
    self.exposure = exposure
    self.risk = risk
    self.pnl = pnl
  }
}
