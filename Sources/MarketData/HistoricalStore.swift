import FixedPoint

/// All series of a data directory, found by name. The order of everything in it depends on the
/// files' paths and contents only.
public struct HistoricalStore: Hashable, Sendable {
  /// Series by ascending key.
  public private(set) var tables: [SeriesTable] = []
  /// Files without a series (tables, documents, other filters), by path.
  public private(set) var skipped: [SkippedFile] = []

  /// An empty store.
  public init() {}

  /// Every series below a directory: source files of any known format, and our own compact files.
  /// Several files of one series are joined in order of time.
  ///
  /// - Throws: `ImportError` for a file that is data but flawed, unless the policies allow it.
  public static func load(
    directory: String, filter: SeriesFilter = .all, policies: ImportPolicies = .strict
  ) throws(ImportError) -> HistoricalStore {
    var builder = StoreBuilder(filter: filter, policies: policies)
    for path in try FileSystem.files(below: directory) {
      try builder.add(FileBytes(path: path))
    }
    return try builder.store()
  }

  /// As `load(directory:)`, for files in memory, such as the embedded sample.
  ///
  /// - Throws: `ImportError` for a file that is data but flawed, unless the policies allow it.
  public static func load(
    files: [(name: String, bytes: [UInt8])], filter: SeriesFilter = .all,
    policies: ImportPolicies = .strict
  ) throws(ImportError) -> HistoricalStore {
    var builder = StoreBuilder(filter: filter, policies: policies)
    let sorted = files.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    for file in sorted { try builder.add(MemoryBytes(path: file.name, bytes: file.bytes)) }
    return try builder.store()
  }

  init(tables: [SeriesTable], skipped: [SkippedFile]) {
    self.tables = tables
    self.skipped = skipped
  }

  /// Names of all series, ascending.
  public var keys: [SeriesKey] { tables.map(\.key) }

  /// The series of that name.
  public func table(_ key: SeriesKey) -> SeriesTable? { tables.first { $0.key == key } }

  private func table(
    _ venue: String, _ symbol: String, _ segment: MarketSegment, _ kind: DataKind
  ) -> SeriesTable? {
    table(SeriesKey(venue: venue, symbol: symbol, segment: segment, kind: kind))
  }

  /// Price bars, for example `bars(venue: "bybit", symbol: "ETHUSDT", segment: .spot)`.
  public func bars(venue: String, symbol: String, segment: MarketSegment) -> BarSeries? {
    table(venue, symbol, segment, .bars).flatMap { BarSeries($0) }
  }

  /// Mark price bars of a perpetual.
  public func markPriceBars(venue: String, symbol: String) -> BarSeries? {
    table(venue, symbol, .perpetual, .markPriceBars).flatMap { BarSeries($0) }
  }

  /// Funding rates of a perpetual.
  public func fundingRates(venue: String, symbol: String) -> RateSeries? {
    table(venue, symbol, .perpetual, .fundingRates).flatMap(RateSeries.init)
  }

  /// Indices of a lending reserve, for example `lendingRates(symbol: "WETH")`.
  public func lendingRates(venue: String = "aave_v3", symbol: String) -> IndexSeries? {
    table(venue, symbol, .none, .lendingRates).flatMap(IndexSeries.init)
  }

  /// Oracle prices, for example `oraclePrices(symbol: "weETH_ETH")`.
  public func oraclePrices(venue: String = "aave_v3", symbol: String) -> ValueSeries? {
    table(venue, symbol, .none, .oraclePrices).flatMap(ValueSeries.init)
  }

  /// Units of the underlying asset per staked token, for example `stakingRates(symbol: "weETH")`.
  public func stakingRates(symbol: String) -> ValueSeries? {
    tables.first { $0.key.symbol == symbol && $0.key.kind == .stakingRates }
      .flatMap(ValueSeries.init)
  }

  /// Gas prices of a chain in gwei.
  public func gasPrices(chain: String = "ethereum") -> ValueSeries? {
    table(chain, "gas", .none, .gasPrices).flatMap(ValueSeries.init)
  }

  /// Single trades of a market.
  public func trades(venue: String, symbol: String, segment: MarketSegment) -> TradeSeries? {
    table(venue, symbol, segment, .trades).flatMap(TradeSeries.init)
  }

  /// Aggregate trades of a market.
  public func aggregateTrades(
    venue: String, symbol: String, segment: MarketSegment
  ) -> TradeSeries? {
    table(venue, symbol, segment, .aggregateTrades).flatMap(TradeSeries.init)
  }

  /// Best bid and ask of a market.
  public func quotes(venue: String, symbol: String, segment: MarketSegment) -> QuoteSeries? {
    table(venue, symbol, segment, .quotes).flatMap(QuoteSeries.init)
  }
}
