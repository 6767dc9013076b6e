import FixedPoint

/// Funding rates, a fraction of notional per funding interval; positive: longs pay shorts.
public struct RateSeries: TimedSeries {
  /// Name of the series.
  public let key: SeriesKey
  /// Times in nanoseconds since 1970, ascending.
  public let times: [Int64]
  /// Usual funding interval in nanoseconds; eight hours when the file is too short to tell.
  public let interval: Int64
  /// Rate paid at each time.
  public let rates: [Decimal18]

  /// The rates of a table; nil when it is of another kind.
  public init?(_ table: SeriesTable) {
    guard table.key.kind == .fundingRates, table.isConsistent, let rates = table.values("rate")
    else { return nil }
    key = table.key
    times = table.times
    interval = table.interval ?? 8 * TimeText.hour
    self.rates = rates
  }
}
