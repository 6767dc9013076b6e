import ExecutionRuntime
import Synchronization
import TradingModel
import Transport
import VenueDefinitions

/// Quotes, marks and funding of one venue's public stream, put into an inbox. Connects again with
/// back-off, and knows how old each instrument's last quote is. Sends nothing but subscriptions.
public final class QuoteStream: Sendable {
  private struct State {
    var supervisor: StreamSupervisor
    var reader: QuoteReader
    var connection: WebSocketConnection?
    /// Which connection events belong to; those of earlier ones are not heard.
    var generation = 0
    var lastQuote: [InstrumentID: Int64] = [:]
    var mustSubscribe = false
    var lastFailure = ""
  }

  /// The instruments it tells of.
  public let instruments: [Instrument]
  /// Its address.
  public let address: String
  private let subscription: QuoteSubscription
  private let sink: any InputSink
  private let client: WebSocketClient
  private let state: Mutex<State>
  private let ticker = LiveTicker()

  /// A stream of a venue's public service at `address`, not yet started. The address must be on
  /// this machine; others are refused by the transport.
  ///
  /// - Returns: nil for a venue whose messages nothing here reads.
  public init?(
    definition: VenueDefinition, market: Market, address: String, instruments: [Instrument],
    sink: any InputSink, client: WebSocketClient
  ) {
    let symbols = SymbolTable(definition, market: market)
    let base = DecoderBase(definition, market: market, symbols: symbols)
    let decoder: any VenueDecoder
    switch definition.id {
    case "binance": decoder = BinanceDecoder(base: base)
    case "bybit": decoder = BybitDecoder(base: base)
    case "okx": decoder = OKXDecoder(base: base)
    default: return nil
    }
    self.instruments = instruments
    subscription = QuoteSubscription(
      venue: definition.id, market: market, venueSymbols: instruments.map(\.venueSymbol))
    self.address = subscription.address(address)
    self.sink = sink
    self.client = client
    state = Mutex(
      State(
        supervisor: StreamSupervisor(),
        reader: QuoteReader(decoder, instruments: instruments)))
  }

  deinit { stop() }

  /// Connects, and stays connected until stopped.
  public func start() {
    state.withLock { $0.supervisor.start(at: LiveTicker.now()) }
    ticker.start(every: 0.05) { [weak self] in self?.tick() }
  }

  /// Ends the stream.
  public func stop() {
    ticker.stop()
    let connection = state.withLock { state in
      state.supervisor.stop()
      state.generation += 1
      return state.connection.take()
    }
    connection?.close()
  }

  /// How old the last quote of an instrument is; nil before the first.
  public func age(of instrument: InstrumentID) -> TimeSpan? {
    state.withLock { $0.lastQuote[instrument] }
      .map { TimeSpan(nanoseconds: LiveTicker.now() - $0) }
  }

  /// Why it is not connected, in words; empty where nothing failed yet.
  public var lastFailure: String { state.withLock { $0.lastFailure } }

  private func tick() {
    let now = LiveTicker.now()
    for action in state.withLock({ $0.supervisor.due(at: now) }) {
      switch action {
      case .connect: connect(now)
      case .sendHeartbeat:
        if let heartbeat = subscription.heartbeat {
          state.withLock { $0.connection }?.send(text: heartbeat)
        }
      case .abandon(let reason): fail("\(reason)", now)
      }
    }
  }

  private func connect(_ now: Int64) {
    let generation = state.withLock { state in
      state.generation += 1
      return state.generation
    }
    do throws(TransportError) {
      let connection = try client.open(address, deadline: .seconds(5)) { [weak self] event in
        self?.take(event, generation)
      }
      state.withLock { if $0.generation == generation { $0.connection = connection } }
      subscribe()
    } catch {
      fail("\(error)", now)
    }
  }

  private func fail(_ reason: String, _ now: Int64) {
    let connection = state.withLock { state in
      state.generation += 1
      state.lastFailure = reason
      state.supervisor.closed(at: now, entropy: UInt64(truncatingIfNeeded: now))
      return state.connection.take()
    }
    connection?.close()
  }

  private func take(_ event: WebSocketEvent, _ generation: Int) {
    let now = LiveTicker.now()
    guard state.withLock({ $0.generation == generation }) else { return }
    switch event {
    case .opened:
      state.withLock { state in
        state.supervisor.opened(at: now)
        state.mustSubscribe = true
      }
      subscribe()
    case .text(let bytes), .binary(let bytes):
      let updates = state.withLock { state in
        state.supervisor.heard(at: now)
        let updates = state.reader.read(bytes)
        for case .quote(let id, _) in updates { state.lastQuote[id] = now }
        return updates
      }
      for update in updates { sink.put(.market(update)) }
    case .ping, .pong: state.withLock { $0.supervisor.heard(at: now) }
    case .closed(let closure): fail("\(closure.cause)", now)
    }
  }

  /// Sends the subscriptions once the stream is open and its connection is known here.
  private func subscribe() {
    let connection = state.withLock { state in
      guard state.mustSubscribe, let connection = state.connection else {
        return WebSocketConnection?.none
      }
      state.mustSubscribe = false
      return connection
    }
    guard let connection else { return }
    for message in subscription.messages { connection.send(text: message) }
  }
}
