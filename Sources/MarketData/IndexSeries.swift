import FixedPoint

/// Aave reserve indices (1 at the reserve's start) and yearly rates (fractions).
public struct IndexSeries: TimedSeries {
  /// Name of the series.
  public let key: SeriesKey
  /// Times in nanoseconds since 1970, ascending.
  public let times: [Int64]
  /// Units owed to a supplier per unit of scaled balance.
  public let liquidityIndex: [Decimal18]
  /// Units owed by a borrower per unit of scaled debt.
  public let variableBorrowIndex: [Decimal18]
  /// Supply rate per year; nil if the file has none.
  public let liquidityRate: [Decimal18]?
  /// Variable borrow rate per year; nil if the file has none.
  public let variableBorrowRate: [Decimal18]?
  /// Oracle price in USD; nil if the file has none.
  public let price: [Decimal18]?

  /// The indices of a table; nil when it is of another kind.
  public init?(_ table: SeriesTable) {
    guard table.key.kind == .lendingRates, table.isConsistent,
      let liquidityIndex = table.values("liquidity_index"),
      let variableBorrowIndex = table.values("variable_borrow_index")
    else { return nil }
    key = table.key
    times = table.times
    self.liquidityIndex = liquidityIndex
    self.variableBorrowIndex = variableBorrowIndex
    liquidityRate = table.values("liquidity_rate")
    variableBorrowRate = table.values("variable_borrow_rate")
    price = table.values("price")
  }
}
