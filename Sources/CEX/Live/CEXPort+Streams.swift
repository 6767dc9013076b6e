import Synchronization
import TradingModel
import Transport
import VenueDefinitions

/// The private streams behind a port.
extension CEXPort {
  /// Opens the venue's private streams, as far as the definition has addresses for them. Without
  /// one the venue's records are asked more often.
  /// - Throws: `TransportError` where no thread can be started.
  public func openStreams() throws(TransportError) {
    openStreams(try WebSocketClient(), timing: PrivateTiming(), policy: ReconnectPolicy())
  }

  func openStreams(_ client: WebSocketClient, timing: PrivateTiming, policy: ReconnectPolicy) {
    clients.withLock { $0.append(client) }
    let environment = session.definition.wire.requests.environment(.production)
    for (index, plain) in session.privateProtocols.enumerated() {
      var wire = plain
      wire.isGuarded = isGuarded.withLock { $0 }
      guard let address = environment?.address(of: wire.service) else { continue }
      let stream = PrivateStream(
        wire, address: address, session: session, client: client, timing: timing, policy: policy,
        listener: listener(index, wire))
      streams.withLock { $0.append(stream) }
      stream.start()
    }
  }

  private func listener(_ index: Int, _ wire: PrivateProtocol) -> PrivateStream.Listener {
    let markets = wire.markets
    // Where one stream tells of both markets, ids do not need the market to be found.
    let market: Market = markets.contains(.perp) ? .perp : .spot
    return PrivateStream.Listener(
      take: { [weak self] decoded in
        self?.step { orders, now, effects in
          for fill in decoded.fills {
            orders.take(fill, from: .stream, market, at: now, into: &effects)
          }
          for record in decoded.orders {
            orders.take(record, from: .stream, market, at: now, into: &effects)
          }
        }
      },
      changed: { [weak self] isWhole, losses in
        self?.step { orders, now, _ in
          for market in Market.allCases where markets.contains(market) {
            orders.stream(market, isWhole: isWhole, losses: losses, at: now)
          }
        }
      },
      snapshot: { [weak self] number in self?.beginSnapshot(number, of: index, markets) })
  }

  /// Snapshots of several streams are told apart by the place of the stream.
  private static func key(_ number: Int, _ index: Int) -> Int { number * 8 + index }

  /// Looks up what works, and reads the executions since a minute before the last loss.
  private func beginSnapshot(_ number: Int, of index: Int, _ markets: Set<Market>) {
    let symbols = orders.withLock { $0.traded(markets) }
    let since = session.venueTime - Self.executionWindow
    readTrades(symbols[...], since: since) { [weak self] isRead in
      guard isRead else { return }
      self?.step { orders, now, _ in
        for key in orders.snapshots.keys where key % 8 == index { orders.snapshots[key] = nil }
        orders.beginSnapshot(Self.key(number, index), of: markets, at: now)
      }
    }
  }

  /// How far back executions are read after a reconnect, in milliseconds.
  private static let executionWindow: Int64 = 600_000

  private func readTrades(
    _ symbols: ArraySlice<(symbol: String, market: Market)>, since: Int64,
    _ completion: @escaping @Sendable (Bool) -> Void
  ) {
    guard let first = symbols.first else { return completion(true) }
    let rest = Array(symbols.dropFirst())
    readTrades(first.symbol, first.market, since: since) { [weak self] isRead in
      guard isRead, let self else { return completion(false) }
      readTrades(rest[...], since: since, completion)
    }
  }

  /// Tells streams whose snapshot has seen everything.
  func noteSnapshots() {
    let complete = orders.withLock { orders in
      let complete = orders.snapshots.keys.sorted().filter { orders.isComplete(snapshot: $0) }
      for key in complete { orders.snapshots[key] = nil }
      return complete
    }
    guard !complete.isEmpty else { return }
    let streams = streams.withLock { $0 }
    for key in complete where key % 8 < streams.count { streams[key % 8].snapshotRead(key / 8) }
  }

  func distrust(_ market: Market, _ reason: String) {
    for stream in streams.withLock({ $0 }) where stream.wire.markets.contains(market) {
      stream.distrust(reason)
    }
  }

  /// Whether every private stream is whole, and there is one.
  public var isStreaming: Bool {
    let streams = streams.withLock { $0 }
    return !streams.isEmpty && streams.allSatisfy(\.isWhole)
  }

  /// Waits until every private stream is whole; returns at once where there is none. For starting
  /// only.
  public func waitForStreams(seconds: Int) {
    var left = seconds * 100
    while left > 0, streams.withLock({ $0 }).contains(where: { !$0.isWhole }) {
      LiveTicker.pause(0.01)
      left -= 1
    }
  }

  /// Whether the dead man's switch needs a private stream, and there is no address of one.
  public var lacksGuard: Bool {
    let environment = session.definition.wire.requests.environment(.production)
    return session.definition.id == "bybit" && environment?.address(of: .privateLinear) == nil
  }

  /// Has the venue cancel orders when it has not heard of this process for so many seconds: the
  /// switch is set again every third of it, as long as the port lives. Bybit watches the private
  /// stream instead, which is told of it when it is opened: call this before.
  public func keepDeadMansSwitch(seconds: Int, symbols: [String]) {
    let session = session
    isGuarded.withLock { $0 = true }
    let wanted = session.definition.id == "binance" ? symbols.map { $0 as String? } : [nil]
    deadMansTicker.start(every: Double(seconds) / 3) {
      for symbol in wanted {
        session.call(
          .cancelAllAfter(symbol: symbol, milliseconds: Int64(seconds) * 1000), .perp,
          .cancelAllAfter
        ) { _ in }
      }
    }
  }

  /// Connections of private streams lost so far.
  public var streamLosses: Int { streams.withLock { $0 }.reduce(0) { $0 + $1.losses } }
}
