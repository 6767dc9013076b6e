/// What a file holds, recognised from its columns.
public enum DataKind: String, Hashable, Sendable, CaseIterable {
  /// Traded price bars (klines, OHLCV).
  case bars
  /// Bars of a derivative's mark price.
  case markPriceBars = "mark-price-bars"
  /// Bars of a derivative's index price.
  case indexPriceBars = "index-price-bars"
  /// Bars of a derivative's premium over its index.
  case premiumIndexBars = "premium-index-bars"
  /// Single trades.
  case trades
  /// Trades of one taker order at one price, added up.
  case aggregateTrades = "aggregate-trades"
  /// Perpetual funding rates, a fraction per funding interval.
  case fundingRates = "funding-rates"
  /// Aave indices and yearly rates.
  case lendingRates = "lending-rates"
  /// Prices as a lending protocol's oracle reports them.
  case oraclePrices = "oracle-prices"
  /// Units of the underlying asset per staked token.
  case stakingRates = "staking-rates"
  /// Daily staking yields, fractions.
  case stakingYields = "staking-yields"
  /// Gas prices in gwei.
  case gasPrices = "gas-prices"
  /// Best bid and ask.
  case quotes
  /// Yields of another protocol kept for comparison.
  case benchmarkYields = "benchmark-yields"
  /// Reward periods of seasonal distributions; not a series with an interval.
  case rewardPeriods = "reward-periods"
  /// A table made by hand: rows are counted, values are not read.
  case table

  /// Whether rows are values over time that a series type can hold.
  public var isSeries: Bool { self != .rewardPeriods && self != .table }

  /// Whether rows are expected at equal steps, so that a missing one is a gap.
  public var hasInterval: Bool {
    switch self {
    case .trades, .aggregateTrades, .quotes, .rewardPeriods, .table: false
    default: true
    }
  }

  /// Whether the kind is open, high, low, close.
  public var isBars: Bool {
    switch self {
    case .bars, .markPriceBars, .indexPriceBars, .premiumIndexBars: true
    default: false
    }
  }

  /// Number in the compact file format; never reused.
  var code: UInt16 { UInt16(Self.allCases.firstIndex(of: self) ?? 0) + 1 }

  init?(code: UInt16) {
    guard code >= 1, Int(code) <= Self.allCases.count else { return nil }
    self = Self.allCases[Int(code) - 1]
  }
}
