import CEX
import ExecutionRuntime
import Foundation
import TradingModel
import Transport
import VenueDefinitions

/// The streams that feed a paper or live run, and whether what they told is fresh.
final class QuoteFeeds: Sendable {
  private let streams: [QuoteStream]
  private let client: WebSocketClient
  private let maximumAge: TimeSpan

  /// Streams as configured, not yet started.
  ///
  /// - Throws: ``VenuesError``: `staleData` where none is configured, `configuration` for names
  ///   that are not known, `notArmed` for an address that is not on this machine.
  init(
    _ plan: LivePlan, sink: any InputSink
  ) throws(VenuesError) {
    maximumAge = plan.configuration.maximumQuoteAge
    do throws(TransportError) {
      client = try WebSocketClient()
    } catch {
      throw VenuesError(.internal, code: "transport", message: "\(error)")
    }
    var streams: [QuoteStream] = []
    for feed in try plan.feeds() {
      guard
        let stream = QuoteStream(
          definition: feed.definition, market: feed.market, address: feed.address,
          instruments: feed.instruments, sink: sink, client: client)
      else {
        throw VenuesError(
          .configuration, code: "noDecoder",
          message: "nothing here reads the stream of \(feed.definition.id)",
          path: "quoteStreams.\(feed.definition.id)")
      }
      streams.append(stream)
    }
    self.streams = streams
  }

  deinit {
    for stream in streams { stream.stop() }
    client.shutDown()
  }

  /// Connects, and waits until every instrument has a quote.
  ///
  /// - Throws: ``VenuesError`` (staleData) naming what did not come in time.
  func start(patience: TimeSpan) throws(VenuesError) {
    for stream in streams { stream.start() }
    var left = patience.nanoseconds / 10_000_000
    while let missing = firstStale() {
      guard left > 0 else { throw stale(missing.stream, missing.instrument) }
      left -= 1
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// Refuses an instruction that trades an instrument whose quote is old or has no stream.
  func requireFresh(for instruction: Instruction, _ catalog: Catalog) throws(VenuesError) {
    for trade in instruction.action.trades {
      guard let venue = catalog.venue(named: trade.venue),
        let instrument = catalog.instrument(
          venue: venue.id, market: trade.market, symbol: trade.pair)
      else { continue }
      guard let stream = streams.first(where: { $0.instruments.contains(instrument) }) else {
        throw VenuesError(
          .staleData, code: "noQuoteStream",
          message: "no stream of quotes for \(trade.pair) at \(trade.venue) is configured",
          path: "quoteStreams.\(trade.venue)",
          hint: "Add \(trade.pair) to quoteStreams in the configuration.")
      }
      if !isFresh(stream, instrument) { throw stale(stream, instrument) }
    }
  }

  private func isFresh(_ stream: QuoteStream, _ instrument: Instrument) -> Bool {
    stream.age(of: instrument.id).map { $0 <= maximumAge } ?? false
  }

  private func firstStale() -> (stream: QuoteStream, instrument: Instrument)? {
    for stream in streams {
      for instrument in stream.instruments where !isFresh(stream, instrument) {
        return (stream, instrument)
      }
    }
    return nil
  }

  private func stale(_ stream: QuoteStream, _ instrument: Instrument) -> VenuesError {
    let age = stream.age(of: instrument.id)
    let told = age.map { "the last quote is \($0.nanoseconds / 1_000_000_000) s old" }
    let failure = stream.lastFailure.isEmpty ? "" : "; \(stream.lastFailure)"
    return VenuesError(
      .staleData, code: "staleQuotes",
      message: "\(instrument.symbol): \(told ?? "no quote has come")\(failure)",
      path: stream.address,
      hint: "Check that the stream runs: `venues sim serve` prints its addresses.")
  }
}

extension Action {
  /// Every trade in it.
  var trades: [TradeAction] {
    switch self {
    case .trade(let trade): [trade]
    case .plan(let plan): plan.legs.flatMap { $0.action.trades }
    case .onChain, .transfer: []
    }
  }
}
