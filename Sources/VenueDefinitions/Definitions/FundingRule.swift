import FixedPoint

/// How a perpetual pays funding.
public struct FundingRule: Hashable, Sendable {
  /// Unified symbol of the instrument.
  public var symbol: String
  /// Hours between payments.
  public var intervalHours: Int
  /// Highest rate for one interval.
  public var cap: Rate
  /// Lowest rate for one interval.
  public var floor: Rate

  /// Describes it.
  public init(
    symbol: String,
    intervalHours: Int,
    cap: Rate,
    floor: Rate
  ) {
    self.symbol = symbol
    self.intervalHours = intervalHours
    self.cap = cap
    self.floor = floor
  }
}
