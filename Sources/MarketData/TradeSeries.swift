import FixedPoint

/// Trades, column by column.
public struct TradeSeries: TimedSeries {
  /// Name of the series.
  public let key: SeriesKey
  /// Times in nanoseconds since 1970, ascending.
  public let times: [Int64]
  /// Price, quote units per base unit.
  public let prices: [Decimal18]
  /// Quantity in the file's unit.
  public let quantities: [Decimal18]
  /// Whether the buyer was the maker, that is, the aggressor sold.
  public let isBuyerMaker: [Bool]
  /// Trade numbers; nil where the venue's are not numbers.
  public let identifiers: [Int64]?

  /// The trades of a table; nil when it is of another kind.
  public init?(_ table: SeriesTable) {
    guard table.key.kind == .trades || table.key.kind == .aggregateTrades, table.isConsistent,
      let prices = table.values("price"), let quantities = table.values("quantity"),
      let sides = table.values("is_buyer_maker")
    else { return nil }
    key = table.key
    times = table.times
    self.prices = prices
    self.quantities = quantities
    isBuyerMaker = sides.map { !$0.isZero }
    identifiers = table.values("id")?.map {
      Int64(truncatingIfNeeded: $0.mantissa / Decimal18.scaleFactor)
    }
  }
}
