import FixedPoint
import MarketData
import TradingModel
import VenueDefinitions

extension HistoricalFeed {
  /// The feed of every series of a store that the catalog has a place for.
  init(_ store: HistoricalStore, catalog: Catalog) {
    var entries: [Entry] = []
    var standIns: [StandIn] = []
    for instrument in catalog.instruments {
      if let source = Self.append(instrument, store, catalog, &entries) {
        standIns.append(StandIn(instrument: instrument.id, venue: source))
      }
    }
    for reserve in catalog.reserves { Self.append(reserve, store, catalog, &entries) }
    for asset in catalog.assets { Self.append(asset, store, &entries) }
    for chain in catalog.chains {
      let series = store.gasPrices(chain: catalog[chain.chain].name)
      guard let series else { continue }
      let gwei = Decimal18(mantissa: 1_000_000_000)
      for index in 0..<series.count {
        guard let price = series.values[index].multipliedIfFits(by: gwei, rounding: .up) else {
          continue
        }
        entries.append(
          entry(series.availableAt(index), 1, .gasPrice(chain.chain, Quantity(price))))
      }
    }
    self.init(entries)
    self.standIns = standIns

    func entry(_ time: Int64, _ rank: UInt8, _ update: MarketUpdate) -> Entry {
      Entry(time: Timestamp(nanoseconds: time), rank: rank, update: update)
    }
  }

  /// The venue and those whose history stands in for its own, nearest first.
  private static func sources(of venue: VenueID, _ catalog: Catalog) -> [String] {
    var names = [catalog[venue].name]
    var next = catalog[venue].historyFrom
    while let name = next, !names.contains(name) {
      names.append(name)
      next = catalog.venue(named: name)?.historyFrom
    }
    return names
  }

  /// Answers which other venue's bars stand in; nil where the instrument has its own, or none.
  private static func append(
    _ instrument: Instrument, _ store: HistoricalStore, _ catalog: Catalog,
    _ entries: inout [Entry]
  ) -> String? {
    let names = sources(of: instrument.venue, catalog)
    let symbol = catalog[instrument.base].symbol + catalog[instrument.quote].symbol
    let segment: MarketSegment = instrument.market == .spot ? .spot : .perpetual
    let source = names.first {
      store.bars(venue: $0, symbol: symbol, segment: segment) != nil
    }
    let standIn = source == names.first ? nil : source
    if let bars = source.flatMap({ store.bars(venue: $0, symbol: symbol, segment: segment) }) {
      for index in 0..<bars.count {
        let openTime = Timestamp(nanoseconds: bars.times[index])
        let bar = Bar(
          openTime: openTime, open: Price(bars.open[index]), high: Price(bars.high[index]),
          low: Price(bars.low[index]), close: Price(bars.close[index]),
          volume: Quantity(bars.volume[index]))
        entries.append(Entry(time: openTime, rank: 3, update: .open(instrument.id, bar.open)))
        entries.append(
          Entry(
            time: Timestamp(nanoseconds: bars.availableAt(index)), rank: 0,
            update: .bar(instrument.id, bar)))
      }
    }
    guard instrument.market == .perp,
      let funding = names.lazy.compactMap({
        store.fundingRates(venue: $0, symbol: symbol)
      }).first
    else { return standIn }
    for index in 0..<funding.count {
      let span =
        index > 0 ? funding.times[index] - funding.times[index - 1] : funding.interval
      entries.append(
        Entry(
          time: Timestamp(nanoseconds: funding.times[index]), rank: 1,
          update: .funding(
            instrument.id, rate: Rate(funding.rates[index]),
            interval: TimeSpan(nanoseconds: span))))
    }
    return standIn
  }

  private static func append(
    _ reserve: LendingReserve, _ store: HistoricalStore, _ catalog: Catalog,
    _ entries: inout [Entry]
  ) {
    guard
      let series = store.lendingRates(
        venue: catalog[reserve.venue].name, symbol: catalog[reserve.asset].symbol)
    else { return }
    for index in 0..<series.count {
      entries.append(
        Entry(
          time: Timestamp(nanoseconds: series.availableAt(index)), rank: 1,
          update: .reserve(
            venue: reserve.venue, asset: reserve.asset,
            liquidityIndex: Rate(series.liquidityIndex[index]),
            borrowIndex: Rate(series.variableBorrowIndex[index]),
            supplyRate: Rate(series.liquidityRate?[index] ?? .zero),
            borrowRate: Rate(series.variableBorrowRate?[index] ?? .zero))))
    }
  }

  private static func append(
    _ asset: Asset, _ store: HistoricalStore, _ entries: inout [Entry]
  ) {
    guard case .rate = asset.backing, let series = store.stakingRates(symbol: asset.symbol) else {
      return
    }
    let market = series.values(named: "market_rate")
    for index in 0..<series.count {
      let time = Timestamp(nanoseconds: series.availableAt(index))
      entries.append(
        Entry(time: time, rank: 1, update: .conversionRate(asset.id, Rate(series.values[index]))))
      if let market {
        entries.append(
          Entry(time: time, rank: 1, update: .marketRate(asset.id, Rate(market[index]))))
      }
    }
  }

  /// Reads the history around an instant: a directory, or the sample inside the binary.
  ///
  /// - Throws: ``ImportError`` for a file that is data but flawed, unless the policies allow it.
  static func load(
    directory: String?, configuration: RunConfiguration, start: Timestamp, catalog: Catalog
  ) throws(ImportError) -> HistoricalFeed {
    let filter = SeriesFilter(
      from: start.advanced(by: .hours(-24 * Int64(configuration.warmUpDays))).nanoseconds,
      until: start.advanced(by: .hours(24 * Int64(configuration.horizonDays))).nanoseconds)
    let policies = ImportPolicies(gaps: configuration.gaps, conflicts: configuration.conflicts)
    if let directory {
      let store = try HistoricalStore.load(
        directory: directory, filter: filter, policies: policies)
      return HistoricalFeed(store, catalog: catalog)
    }
    let files = EmbeddedResources.names.filter { $0.hasPrefix("config/sample/") }
      .map { (name: $0, bytes: Array((EmbeddedResources.text($0) ?? "").utf8)) }
    let store = try HistoricalStore.load(files: files, filter: filter, policies: policies)
    return HistoricalFeed(store, catalog: catalog)
  }
}
