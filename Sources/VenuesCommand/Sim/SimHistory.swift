import FixedPoint
import MarketData
import TradingModel
import VenueDefinitions
import VenueProtocol
import Venues

/// A directory of imported history as the simulated venues take it: bars and funding rates of every
/// instrument, of those without bars of their own the bars of the exchange that stands in for it.
enum SimHistory {
  /// Days of history read before and after the start.
  private static let days: Int64 = 40

  static func read(_ directory: String, at text: String?, _ definitions: VenueRegistry) throws
    -> MarketHistory
  {
    guard let text else {
      throw VenuesError(
        .usage, code: "missingTime", message: "--data needs --at", path: "--at",
        hint: "An instant within the history, such as 2024-08-15T00:00:00Z.")
    }
    guard let start = Timestamp(text) else {
      throw VenuesError(
        .usage, code: "malformedTime", message: "'\(text)' is no instant", path: "--at",
        hint: "RFC 3339 in UTC, such as 2024-08-15T00:00:00Z.")
    }
    let filter = SeriesFilter(
      from: start.advanced(by: .hours(-24 * days)).nanoseconds,
      until: start.advanced(by: .hours(24 * days)).nanoseconds)
    let store = try DataCommand.reporting { () throws(ImportError) in
      try HistoricalStore.load(
        directory: directory, filter: filter,
        policies: ImportPolicies(gaps: .carry, conflicts: .last))
    }
    let catalog = try definitions.catalog()
    let series = catalog.instruments.compactMap { self.series($0, store, catalog) }
    guard series.contains(where: { covers($0, start) }) else {
      throw VenuesError(
        .staleData, code: "noHistory",
        message: "no bars of a simulated instrument around \(start) below '\(directory)'",
        path: "--data", hint: "`venues data list` names the series of a directory.")
    }
    return MarketHistory(start: start, series: series)
  }

  private static func covers(_ series: MarketHistory.Series, _ time: Timestamp) -> Bool {
    guard let first = series.bars.first, let last = series.bars.last else { return false }
    return first.openTime <= time && time <= last.openTime.advanced(by: series.interval)
  }

  private static func series(
    _ instrument: Instrument, _ store: HistoricalStore, _ catalog: Catalog
  ) -> MarketHistory.Series? {
    let base = catalog[instrument.base].symbol
    let quote = catalog[instrument.quote].symbol
    let segment: MarketSegment = instrument.market == .spot ? .spot : .perpetual
    var names = [catalog[instrument.venue].name]
    while let next = names.last.flatMap({ catalog.venue(named: $0)?.historyFrom }),
      !names.contains(next)
    {
      names.append(next)
    }
    let found = names.lazy.compactMap {
      store.bars(venue: $0, symbol: base + quote, segment: segment)
    }
    guard let bars = found.first else { return nil }
    let rates =
      segment == .spot
      ? nil : names.lazy.compactMap { store.fundingRates(venue: $0, symbol: base + quote) }.first
    return MarketHistory.Series(
      venue: catalog[instrument.venue].name, base: base, quote: quote,
      isPerpetual: segment == .perpetual,
      bars: bars.times.indices.map { place in
        Bar(
          openTime: Timestamp(nanoseconds: bars.times[place]), open: Price(bars.open[place]),
          high: Price(bars.high[place]), low: Price(bars.low[place]),
          close: Price(bars.close[place]), volume: Quantity(bars.volume[place]))
      }, interval: TimeSpan(nanoseconds: bars.interval),
      fundings: (rates?.times.indices).map { indices in
        indices.compactMap { place in
          rates.map { (Timestamp(nanoseconds: $0.times[place]), Rate($0.rates[place])) }
        }
      } ?? [])
  }
}
