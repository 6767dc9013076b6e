import FixedPoint

/// Best bid and ask, column by column.
public struct QuoteSeries: TimedSeries {
  /// Name of the series.
  public let key: SeriesKey
  /// Times in nanoseconds since 1970, ascending.
  public let times: [Int64]
  /// Best bid, quote units per base unit.
  public let bidPrices: [Decimal18]
  /// Best ask.
  public let askPrices: [Decimal18]
  /// Quantity at the best bid; nil if the file has none.
  public let bidQuantities: [Decimal18]?
  /// Quantity at the best ask; nil if the file has none.
  public let askQuantities: [Decimal18]?

  /// The quotes of a table; nil when it is of another kind.
  public init?(_ table: SeriesTable) {
    guard table.key.kind == .quotes, table.isConsistent,
      let bidPrices = table.values("bid_price"), let askPrices = table.values("ask_price")
    else { return nil }
    key = table.key
    times = table.times
    self.bidPrices = bidPrices
    self.askPrices = askPrices
    bidQuantities = table.values("bid_quantity")
    askQuantities = table.values("ask_quantity")
  }
}
