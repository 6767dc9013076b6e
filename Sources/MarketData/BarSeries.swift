import FixedPoint

/// Price bars, column by column. A bar stamped T covers [T, T + interval).
public struct BarSeries: TimedSeries {
  /// Name of the series.
  public let key: SeriesKey
  /// Times in nanoseconds since 1970, ascending.
  public let times: [Int64]
  /// Length of a bar in nanoseconds.
  public let interval: Int64
  /// First price, quote units per base unit.
  public let open: [Decimal18]
  /// Highest price.
  public let high: [Decimal18]
  /// Lowest price.
  public let low: [Decimal18]
  /// Last price.
  public let close: [Decimal18]
  /// Traded quantity in the file's unit (base units; contracts for OKX swaps); zero if absent.
  public let volume: [Decimal18]
  /// Traded value in quote units; nil if the file has none.
  public let quoteVolume: [Decimal18]?

  /// The bars of a table; nil when it is of another kind. A table of one bar has no interval of
  /// its own, so `interval` is used then (nanoseconds, one hour by default).
  public init?(_ table: SeriesTable, interval: Int64 = 3_600_000_000_000) {
    guard table.key.kind.isBars, table.isConsistent, let open = table.values("open"),
      let high = table.values("high"), let low = table.values("low"),
      let close = table.values("close")
    else { return nil }
    key = table.key
    times = table.times
    self.interval = table.interval ?? interval
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    volume = table.values("volume") ?? Array(repeating: .zero, count: table.times.count)
    quoteVolume = table.values("quote_volume")
  }

  /// The end of the bar: nobody sees it before it closes.
  public func availableAt(_ index: Int) -> Int64 { times[index] + interval }
}
