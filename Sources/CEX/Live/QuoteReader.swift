import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// Turns the frames of one public stream into market updates. Pure: it knows only what came.
struct QuoteReader: Sendable {
  private struct Funding {
    var rate: Rate
    var time: Timestamp
  }

  private let decoder: any VenueDecoder
  private let instruments: [String: InstrumentID]
  private var funding: [String: Funding] = [:]
  /// Frames that could not be read.
  private(set) var malformed = 0

  init(_ decoder: any VenueDecoder, instruments: [Instrument]) {
    self.decoder = decoder
    self.instruments = Dictionary(
      instruments.map { ($0.venueSymbol, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// What one frame says; empty for what is of no interest here.
  mutating func read(_ bytes: [UInt8]) -> [MarketUpdate] {
    if bytes.count <= 4 { return [] }
    guard let node = try? JSONNode(parsing: bytes), let decoded = try? decoder.frame(node) else {
      malformed += 1
      return []
    }
    var updates: [MarketUpdate] = []
    for quote in decoded.quotes {
      guard let id = id(quote.venueSymbol) else { continue }
      if let mark = quote.mark { updates.append(.mark(id, mark)) }
      append(
        id, quote.bid, quote.bidAmount, quote.ask, quote.askAmount, to: &updates)
    }
    for book in decoded.books where book.isSnapshot && !book.isInContracts {
      guard let id = id(book.venueSymbol) else { continue }
      append(
        id, book.bids.first?.price, book.bids.first?.amount, book.asks.first?.price,
        book.asks.first?.amount, to: &updates)
    }
    for record in decoded.fundings { take(record, &updates) }
    return updates
  }

  private func id(_ venueSymbol: String?) -> InstrumentID? {
    venueSymbol.flatMap { instruments[$0] }
  }

  private func append(
    _ id: InstrumentID, _ bid: Price?, _ bidSize: Quantity?, _ ask: Price?, _ askSize: Quantity?,
    to updates: inout [MarketUpdate]
  ) {
    guard let bid, let bidSize, let ask, let askSize, bid.isPositive, ask >= bid else { return }
    updates.append(
      .quote(id, Quote(bid: bid, ask: ask, bidSize: bidSize, askSize: askSize)))
  }

  /// Funding is paid when the time of the next payment moves on, at the last rate told before.
  private mutating func take(_ record: FundingRecord, _ updates: inout [MarketUpdate]) {
    guard let symbol = record.venueSymbol, let id = id(symbol) else { return }
    if let mark = record.mark, mark.isPositive { updates.append(.mark(id, mark)) }
    guard let rate = record.rate, let time = record.fundingTime else { return }
    if let before = funding[symbol], time > before.time {
      updates.append(.funding(id, rate: before.rate, interval: time.since(before.time)))
    }
    funding[symbol] = Funding(rate: rate, time: time)
  }
}
