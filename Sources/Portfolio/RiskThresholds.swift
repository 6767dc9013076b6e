import FixedPoint
import TradingModel

/// Beyond what a risk flag is raised.
public struct RiskThresholds: Hashable, Sendable {
  /// Largest age of an oracle's answer.
  public var oracleAge: TimeSpan
  /// Largest deviation of a market rate from its protocol rate, a fraction.
  public var pegDeviation: Rate

  /// Sets limits; by default an hour (the usual heartbeat of Chainlink's ETH/USD feed) and 1 %.
  public init(
    oracleAge: TimeSpan = .hours(1),
    pegDeviation: Rate = Rate(Decimal18(mantissa: 10_000_000_000_000_000))
  ) {
    self.oracleAge = oracleAge
    self.pegDeviation = pegDeviation
  }
}
