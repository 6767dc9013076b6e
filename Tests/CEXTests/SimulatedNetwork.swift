import FixedPoint
import Foundation
import JSON
import Secrets
import TradingModel
import Transport
import VenueDefinitions
import VenueProtocol

@testable import CEX

/// A venue's real wire formats over a network that is a table of things that will happen: our
/// dialects, signatures, decoders and state machines on one side, the simulated venue on the other,
/// in virtual time and by a seed.
struct SimulatedNetwork {
  enum Reply {
    case place(OrderID), cancel(OrderID), lookUp(OrderID, OrderSelection), fills(OrderID)
    case open(OrderID, OrderSelection), history(OrderID, OrderSelection)
    case key(Int), snapshot(Int, number: Int, rest: [(symbol: String, market: Market)])
  }

  enum Happening {
    case arrive(CEX.VenueRequest, Market, RequestKind, sent: Int64, Reply)
    case answer(Result<Decoded, CallFailure>, Reply)
    case opened(Int, generation: Int)
    case text(String, Int, generation: Int)
    case frame([UInt8]?, Int, generation: Int)
    case closed(Int, generation: Int)
    case heard(Int, generation: Int)
  }

  struct Stream {
    let wire: PrivateProtocol
    var channel: PrivateChannel
    var generation = 0
    var connection: Int?
    var key = ""
  }

  static let millisecond: Int64 = 1_000_000
  static let second: Int64 = 1_000_000_000
  static let start: Int64 = 1_767_225_600 * 1_000_000_000

  let definition: VenueDefinition
  private let dialect: any VenueDialect
  private let reader: AnswerReader
  var state: VenueServerState
  var desk: LiveOrders
  var streams: [Stream] = []
  var random: SplitMix64
  var now = Self.start
  var told: [VenueEvent] = []
  var resends = 0
  private var agenda: [(at: Int64, number: Int, what: Happening)] = []
  private var count = 0
  private var connections = 0
  private var places: [Int: Int] = [:]

  init(_ venue: String, seed: UInt64) throws {
    let registry = try Fixture.registry.get()
    guard let found = registry.definition(named: venue) else { throw FixtureError() }
    definition = found
    random = SplitMix64(seed: seed)
    let credentials = try Credentials(
      key: "trade-key-\(venue)", secret: SecretBytes(copying: "trade-secret-\(venue)".utf8),
      passphrase: "test-passphrase")
    let table = try WireTable(
      definition: found, environment: .production, instruments: InstrumentBook(found),
      credentials: credentials)
    switch venue {
    case "binance": dialect = BinanceDialect(table: table)
    case "bybit": dialect = BybitDialect(table: table)
    default: dialect = OKXDialect(table: table)
    }
    reader = AnswerReader(found)
    var options = ServerOptions()
    options.seed = seed &+ 1
    state = try VenueServerState(
      options: options, definitions: registry, at: Timestamp(nanoseconds: Self.start))
    let assets = Dictionary(
      uniqueKeysWithValues: ["USDT", "BTC", "ETH", "SOL"].enumerated().map {
        ($0.element, AssetID($0.offset))
      })
    desk = LiveOrders(countsMarketsApart: venue == "binance", assets: assets)
    for wire in PrivateProtocol.all(found, credentials: credentials) {
      streams.append(Stream(wire: wire, channel: PrivateChannel(steps: wire.steps)))
    }
    admin("/admin/freeze", #"{"frozen":true}"#)
    for index in streams.indices { streams[index].channel.start(at: now) }
  }

  mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }
  mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int(random.next() % UInt64(list.count))]
  }

  private mutating func later(_ delay: Int64, _ what: Happening) {
    count += 1
    agenda.append((now + delay, count, what))
  }

  private mutating func latency() -> Int64 {
    Self.millisecond * Int64(1 + random.next() % 20)
  }

  private func segment(_ market: Market) -> VenueSegment {
    switch definition.id {
    case "binance": market == .spot ? .binanceSpot : .binanceFutures
    case "bybit": .bybit
    default: .okx
    }
  }

  @discardableResult
  mutating func admin(_ path: String, _ body: String? = nil) -> JSONNode {
    let request = VenueProtocol.VenueRequest(
      method: body == nil ? "GET" : "POST", target: path, body: Array((body ?? "").utf8))
    let answer = state.serve(request, on: .admin, at: Timestamp(nanoseconds: now))
    return (try? JSONNode(parsing: answer.body)) ?? .null
  }

  mutating func clearFaults() {
    let request = VenueProtocol.VenueRequest(method: "DELETE", target: "/admin/faults")
    _ = state.serve(request, on: .admin, at: Timestamp(nanoseconds: now))
  }

  // MARK: Asking

  mutating func send(
    _ action: GatewayAction, _ market: Market, _ kind: RequestKind, _ reply: Reply
  ) {
    do {
      let call = GatewayCall(market: market, action: action)
      let requests = try dialect.requests(for: call, at: now / Self.millisecond)
      guard let first = requests.first, requests.count == 1 else {
        return later(0, .answer(.failure(.notSent("several requests")), reply))
      }
      let delay = latency()
      later(delay, .arrive(first, market, kind, sent: now, reply))
    } catch {
      later(0, .answer(.failure(.notSent("\(error)")), reply))
    }
  }

  mutating func submit(_ order: Order, _ instrument: Instrument) {
    let window = Int64(definition.wire.requests.receiveWindowMilliseconds) * Self.millisecond
    desk.submit(
      LiveOrder(
        order: order, instrument: instrument, signedAt: now / Self.millisecond,
        provableAt: now + window + LiveOrder.margin))
    send(
      .placeOrder(OrderTicket(order, instrument)), instrument.market, .placeOrder,
      .place(order.id))
  }

  mutating func cancel(_ id: OrderID) {
    guard let live = desk.working[id] else { return }
    desk.cancelSent(id, at: now)
    send(.cancelOrder(live.selection), live.instrument.market, .cancelOrder, .cancel(id))
  }

  private mutating func arrive(
    _ request: CEX.VenueRequest, _ market: Market, _ kind: RequestKind, sent: Int64,
    _ reply: Reply
  ) {
    let path = request.url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    let target = "/" + (path.last.map(String.init) ?? "")
    let wire = VenueProtocol.VenueRequest(
      method: request.method.rawValue, target: target,
      headers: request.headers.map { ($0.name, $0.value) }, body: request.body)
    let answer = state.serve(wire, on: segment(market), at: Timestamp(nanoseconds: now))
    flush()
    let deadline = (kind == .placeOrder ? 10 : 5) * Self.second
    let delay = latency()
    switch answer.delivery {
    case .whole:
      let result = reader.read(Array(answer.body.utf8), status: answer.status, market, kind)
      later(delay, .answer(result, reply))
    case .never:
      later(sent + deadline - now, .answer(.failure(.unknown("timeout")), reply))
    case .dropped, .truncated: later(delay, .answer(.failure(.unknown("closed")), reply))
    }
  }

  // MARK: Happening

  mutating func step(_ body: (inout LiveOrders, Int64, inout [LiveOrders.Effect]) -> Void) {
    var effects: [LiveOrders.Effect] = []
    body(&desk, now, &effects)
    for effect in effects { follow(effect) }
    for key in desk.snapshots.keys.sorted() where desk.isComplete(snapshot: key) {
      desk.snapshots[key] = nil
      let (index, number) = (key % 8, key / 8)
      perform(streams[index].channel.snapshotRead(number, at: now), index)
    }
  }

  private mutating func follow(_ effect: LiveOrders.Effect) {
    switch effect {
    case .tell(let event): told.append(event)
    case .lookUp(let id, let selection, let market):
      send(.getOrder(selection), market, .getOrder, .lookUp(id, selection))
    case .readFills(let id, let symbol, let market, let since):
      send(.query(fillsQuery(symbol, since)), market, .listFills, .fills(id))
    case .searchOpen(let id, let selection, let market):
      var query = GatewayQuery(kind: .openOrders)
      query.symbol = selection.symbol
      query.isConditional = selection.isConditional
      send(.query(query), market, .listOpenOrders, .open(id, selection))
    case .searchHistory(let id, let selection, let market, let since):
      var query = GatewayQuery(kind: .closedOrders)
      query.symbol = selection.symbol
      query.since = since
      query.isConditional = selection.isConditional
      send(.query(query), market, .listClosedOrders, .history(id, selection))
    case .cancel(let id, let selection, let market):
      resends += 1
      send(.cancelOrder(selection), market, .cancelOrder, .cancel(id))
    case .distrust(let market, let reason):
      for index in streams.indices where streams[index].wire.markets.contains(market) {
        guard streams[index].channel.isWhole else { continue }
        perform(streams[index].channel.failed(reason, at: now, entropy: random.next()), index)
      }
    }
  }

  private func fillsQuery(_ symbol: String, _ since: Int64) -> GatewayQuery {
    var query = GatewayQuery(kind: .fills)
    query.symbol = symbol
    query.since = since
    query.limit = definition.id == "binance" ? 1000 : 100
    return query
  }

  private mutating func answered(_ result: Result<Decoded, CallFailure>, _ reply: Reply) {
    switch reply {
    case .place(let id): step { $0.placed(id, LiveOrders.Placement(result), at: $1, into: &$2) }
    case .cancel(let id):
      var refusal: (code: String, message: String)?
      if case .failure(.refused(let failure)) = result, failure.category != .orderNotFound,
        failure.category != .orderClosed
      {
        refusal = (failure.code ?? "refused", failure.message)
      }
      step { $0.canceled(id, refusal: refusal, at: $1, into: &$2) }
    case .lookUp(let id, let selection):
      let answer = LiveOrders.Answer(result, selection)
      step { $0.lookedUp(id, answer, at: $1, into: &$2) }
    case .open(let id, let selection):
      let answer = LiveOrders.Answer(result, selection)
      step { $0.openSearched(id, answer, at: $1, into: &$2) }
    case .history(let id, let selection):
      let answer = LiveOrders.Answer(result, selection)
      step { $0.historySearched(id, answer, at: $1, into: &$2) }
    case .fills(let id):
      take(result)
      step { orders, now, _ in orders.fillsRead(id, at: now) }
    case .key(let index):
      if case .success(let decoded) = result, let key = decoded.listenKey {
        streams[index].key = key
        perform(streams[index].channel.keyOpened(at: now), index)
      } else {
        perform(streams[index].channel.failed("key", at: now, entropy: random.next()), index)
      }
    case .snapshot(let index, let number, let rest):
      guard case .success = result else { return }
      take(result)
      readTrades(index, number, rest)
    }
  }

  private mutating func take(_ result: Result<Decoded, CallFailure>) {
    guard case .success(let decoded) = result else { return }
    for fill in decoded.fills {
      for market in Market.allCases {
        step { orders, now, effects in
          if orders.match(
            client: fill.clientOrderID, venue: [fill.orderID], symbol: fill.venueSymbol, market)
            != nil, market == .perp || orders.countsMarketsApart
          {
            orders.take(fill, from: .query, market, at: now, into: &effects)
          }
        }
      }
    }
  }

  private mutating func readTrades(
    _ index: Int, _ number: Int, _ symbols: [(symbol: String, market: Market)]
  ) {
    guard let first = symbols.first else {
      let markets = streams[index].wire.markets
      return step { orders, now, _ in
        for key in orders.snapshots.keys where key % 8 == index { orders.snapshots[key] = nil }
        orders.beginSnapshot(number * 8 + index, of: markets, at: now)
      }
    }
    let since = now / Self.millisecond - 600_000
    send(
      .query(fillsQuery(first.symbol, since)), first.market, .listFills,
      .snapshot(index, number: number, rest: Array(symbols.dropFirst())))
  }

  // MARK: Streams

  private mutating func perform(_ effects: [PrivateChannel.Effect], _ index: Int) {
    let wire = streams[index].wire
    let generation = streams[index].generation
    for effect in effects {
      switch effect {
      case .openKey: send(.listenKey(isRenewal: false), .perp, .createListenKey, .key(index))
      case .renewKey: break
      case .connect:
        streams[index].generation += 1
        later(2 * Self.millisecond, .opened(index, generation: generation + 1))
      case .logIn:
        guard let text = try? wire.login(at: now / Self.millisecond) else { break }
        later(Self.millisecond, .text(text, index, generation: generation))
      case .subscribe:
        guard let text = try? wire.subscription(at: now / Self.millisecond) else { break }
        later(Self.millisecond, .text(text, index, generation: generation))
      case .beat:
        if let text = wire.heartbeat {
          later(Self.millisecond, .text(text, index, generation: generation))
        } else {
          later(2 * Self.millisecond, .heard(index, generation: generation))
        }
      case .close:
        streams[index].generation += 1
        if let connection = streams[index].connection {
          state.close(connection: connection)
          places[connection] = nil
        }
        streams[index].connection = nil
      case .snapshot(let number):
        readTrades(index, number, desk.traded(wire.markets))
      case .take(let messages):
        let market: Market = wire.markets.contains(.perp) ? .perp : .spot
        for decoded in messages {
          step { orders, now, effects in
            for fill in decoded.fills {
              orders.take(fill, from: .stream, market, at: now, into: &effects)
            }
            for record in decoded.orders {
              orders.take(record, from: .stream, market, at: now, into: &effects)
            }
          }
        }
      case .whole(let losses): tell(index, true, losses)
      case .lost(let losses): tell(index, false, losses)
      }
    }
  }

  private mutating func tell(_ index: Int, _ isWhole: Bool, _ losses: Int) {
    let markets = streams[index].wire.markets
    step { orders, now, _ in
      for market in Market.allCases where markets.contains(market) {
        orders.stream(market, isWhole: isWhole, losses: losses, at: now)
      }
    }
  }

  private mutating func open(_ index: Int) {
    connections += 1
    let wire = streams[index].wire
    let base =
      switch definition.id {
      case "binance": wire.markets.contains(.spot) ? "/ws-api/v3" : "/private"
      case "bybit": "/v5/private"
      default: "/ws/v5/private"
      }
    let target = wire.address(base, listenKey: streams[index].key)
    let segment = segment(wire.markets.contains(.perp) ? .perp : .spot)
    guard
      state.open(
        connection: connections, target: target, on: segment, at: Timestamp(nanoseconds: now))
    else {
      return perform(
        streams[index].channel.failed("no such path", at: now, entropy: random.next()), index)
    }
    streams[index].connection = connections
    places[connections] = index
    perform(streams[index].channel.opened(at: now), index)
  }

  /// Frames of one connection arrive in the order in which they left.
  mutating func flush() {
    for frame in state.takeFrames() {
      guard let index = places[frame.connection] else { continue }
      let generation = streams[index].generation
      switch frame.content {
      case .text(let text):
        later(
          5 * Self.millisecond, .frame(Array(text.utf8), index, generation: generation))
      case .ping: later(5 * Self.millisecond, .heard(index, generation: generation))
      case .close: later(5 * Self.millisecond, .closed(index, generation: generation))
      }
    }
  }

  private mutating func happen(_ what: Happening) {
    let entropy = random.next()
    switch what {
    case .arrive(let request, let market, let kind, let sent, let reply):
      arrive(request, market, kind, sent: sent, reply)
    case .answer(let result, let reply): answered(result, reply)
    case .opened(let index, let generation):
      if generation == streams[index].generation { open(index) }
    case .text(let text, let index, let generation):
      guard generation == streams[index].generation, let connection = streams[index].connection
      else { return }
      state.receive(text, connection: connection, at: Timestamp(nanoseconds: now))
      flush()
    case .frame(let bytes, let index, let generation):
      guard generation == streams[index].generation, let bytes else { return }
      let frame = streams[index].wire.read(bytes)
      perform(streams[index].channel.take(frame, at: now, entropy: entropy), index)
    case .closed(let index, let generation):
      guard generation == streams[index].generation else { return }
      perform(streams[index].channel.failed("closed", at: now, entropy: entropy), index)
    case .heard(let index, let generation):
      guard generation == streams[index].generation else { return }
      streams[index].channel.heard(at: now)
      if let connection = streams[index].connection {
        state.receivePong(connection: connection, at: Timestamp(nanoseconds: now))
      }
    }
  }

  /// Lets time pass until something holds, at most so long; false where it never did.
  @discardableResult
  mutating func run(_ span: Int64, until holds: (Self) -> Bool = { _ in false }) -> Bool {
    let end = now + span
    var nextTick = now
    while now < end {
      now = nextTick
      agenda.sort { ($0.at, $0.number) < ($1.at, $1.number) }
      while let next = agenda.first, next.at <= nextTick {
        agenda.removeFirst()
        now = max(now - 20 * Self.millisecond, next.at)
        happen(next.what)
        now = nextTick
        agenda.sort { ($0.at, $0.number) < ($1.at, $1.number) }
      }
      state.advance(to: Timestamp(nanoseconds: now))
      flush()
      step { $0.due(at: $1, into: &$2) }
      for index in streams.indices {
        perform(streams[index].channel.due(at: now, entropy: random.next()), index)
      }
      if holds(self) { return true }
      nextTick += 20 * Self.millisecond
    }
    return holds(self)
  }
}

struct FixtureError: Error {}
