import FixedPoint

/// One or several values at each time: oracle prices, staking rates and yields, gas prices,
/// benchmark yields.
public struct ValueSeries: TimedSeries {
  /// Name of the series.
  public let key: SeriesKey
  /// Times in nanoseconds since 1970, ascending.
  public let times: [Int64]
  /// The main value: `price`, `protocol_rate`, `base_staking_apr`, `gas_price_gwei` or `apr`.
  public let values: [Decimal18]
  /// All columns by name, the main one first.
  public let columns: [SeriesColumn]

  /// The values of a table; nil when it is of a kind that has a series type of its own.
  public init?(_ table: SeriesTable) {
    let kinds: [DataKind] = [
      .oraclePrices, .stakingRates, .stakingYields, .gasPrices, .benchmarkYields,
    ]
    guard kinds.contains(table.key.kind), table.isConsistent, let main = table.columns.first
    else { return nil }
    key = table.key
    times = table.times
    values = main.values
    columns = table.columns
  }

  /// A further column, such as `market_rate` or `base_fee_gwei`.
  public func values(named name: String) -> [Decimal18]? {
    columns.first { $0.name == name }?.values
  }
}
