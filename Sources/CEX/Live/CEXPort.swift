import Arming
import ExecutionRuntime
import FixedPoint
import RiskControl
import Synchronization
import TradingModel
import Transport
import VenueDefinitions

/// One exchange as the outside of a live run. Orders go out once each. What became of one is told
/// by the venue's private stream, and behind it by the venue's own records: its state by the client
/// order id, its fills by trade id, each once. Silence is an unknown outcome, which only evidence
/// ends. Source: `reliability.md` 4.1 to 4.3.
public final class CEXPort: ExecutionPort {
  let session: VenueSession
  let catalog: Catalog
  let sink: any InputSink
  let orders: Mutex<LiveOrders>
  let streams = Mutex<[PrivateStream]>([])
  let clients = Mutex<[WebSocketClient]>([])
  let ledger = Mutex<AccountLedger?>(nil)
  private let token: ArmedToken
  private let ticker = LiveTicker()
  let deadMansTicker = LiveTicker()
  let isGuarded = Mutex(false)

  /// The exchange; nil where the catalog does not have it.
  public var venue: VenueID? { catalog.venue(named: session.definition.id)?.id }

  /// A port that may trade: the token says that somebody armed it.
  public init(session: VenueSession, catalog: Catalog, sink: any InputSink, token: ArmedToken) {
    self.session = session
    self.catalog = catalog
    self.sink = sink
    self.token = token
    let assets = Dictionary(
      catalog.assets.map { ($0.symbol, $0.id) }, uniquingKeysWith: { first, _ in first })
    orders = Mutex(
      LiveOrders(countsMarketsApart: session.definition.id == "binance", assets: assets))
    ticker.start(every: 0.02) { [weak self] in
      self?.step { $0.due(at: $1, into: &$2) }
      self?.readLedgerWhenDue()
    }
  }

  deinit {
    ticker.stop()
    deadMansTicker.stop()
    for stream in streams.withLock({ $0 }) { stream.stop() }
    for client in clients.withLock({ $0 }) { client.shutDown() }
  }

  public func submit(
    _ approved: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    let order = approved.request
    guard time < token.expiresAt else {
      let event = VenueEvent.orderNotSent(order.id, reason: "the arming has expired")
      answers.append(ScheduledEvent(time: time, event: event))
      return
    }
    let instrument = catalog[order.instrument]
    let live = LiveOrder(
      order: order, instrument: instrument, signedAt: session.venueTime,
      provableAt: LiveTicker.now() + session.receiveWindow + LiveOrder.margin)
    orders.withLock { $0.submit(live) }
    session.call(
      .placeOrder(OrderTicket(order, instrument)), instrument.market, .placeOrder,
      deadline: .seconds(10)
    ) { [weak self] result in
      self?.step { $0.placed(order.id, LiveOrders.Placement(result), at: $1, into: &$2) }
    }
  }

  public func cancel(
    _ id: OrderID, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    let now = LiveTicker.now()
    let found = orders.withLock { orders -> (OrderSelection, Market)? in
      guard let live = orders.working[id] else { return nil }
      orders.cancelSent(id, at: now)
      return (live.selection, live.instrument.market)
    }
    guard let (selection, market) = found else {
      let event = VenueEvent.cancelRejected(
        id, code: "unknown_order", message: "the order is not working")
      answers.append(ScheduledEvent(time: time, event: event))
      return
    }
    sendCancel(id, selection, market)
  }

  public func amend(
    _ approved: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    let order = approved.request
    let wanted = LiveOrder.Amendment(quantity: order.quantity, price: order.price)
    let before = orders.withLock { orders -> LiveOrder? in
      orders.working[order.id]?.amendment = wanted
      return orders.working[order.id]
    }
    guard let before, time < token.expiresAt else {
      let event = VenueEvent.amendRejected(
        order.id, code: "notWorking", message: "the order is not working, or nothing is armed")
      answers.append(ScheduledEvent(time: time, event: event))
      return
    }
    let market = catalog[order.instrument].market
    var change = OrderAmendment(
      selection: before.selection, side: order.side, amount: order.quantity, price: order.price)
    if session.definition.id == "binance", market == .spot {
      // Only the quantity changes in place; another price would be another order.
      change.newClientOrderID = order.clientOrderID.text
      if order.price == before.order.price { change.price = nil }
    }
    guard change.price == nil || change.newClientOrderID == nil else {
      return step { orders, now, effects in
        let message = "Binance spot changes the quantity of an order, not its price"
        orders.amended(
          order.id, .refused(code: "notSupported", message: message), at: now, into: &effects)
      }
    }
    session.call(.amendOrder(change), market, .amendOrder) { [weak self] result in
      self?.step { $0.amended(order.id, LiveOrders.Placement(result), at: $1, into: &$2) }
    }
  }

  public func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    let (session, sink) = (session, sink)
    let symbol = catalog[instrument].symbol
    let own = orders.withLock { orders in
      Set(orders.working.values.map(\.order.clientOrderID.text))
    }
    Task {
      guard let failure = await session.protect(symbol, stop, keeping: own) else { return }
      sink.put(
        .venue(
          .tradingStopRejected(instrument, code: failure.code, message: failure.reason)))
    }
  }

  public func perform(
    _ transaction: Approved<ChainTransaction>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {}

  public func transfer(
    _ transfer: Approved<TransferRequest>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {}

  /// Orders that have not ended.
  public var openCount: Int { orders.withLock { $0.working.count } }

  /// Steps the machine of orders and carries out what follows. What the core is told is put into
  /// the inbox before anybody else can step, so that it comes in the order in which it was learned.
  func step(_ body: (inout LiveOrders, Int64, inout [LiveOrders.Effect]) -> Void) {
    let now = LiveTicker.now()
    let effects = orders.withLock { orders in
      var effects: [LiveOrders.Effect] = []
      body(&orders, now, &effects)
      for case .tell(let event) in effects { sink.put(.venue(event)) }
      return effects
    }
    for effect in effects { perform(effect) }
    noteSnapshots()
  }

  private func perform(_ effect: LiveOrders.Effect) {
    switch effect {
    case .tell: return
    case .lookUp(let id, let selection, let market):
      lookUp(id, selection, market)
    case .readFills(let id, let symbol, let market, let since):
      readTrades(symbol, market, since: since) { [weak self] _ in
        self?.step { orders, now, _ in orders.fillsRead(id, at: now) }
      }
    case .searchOpen(let id, let selection, let market): searchOpen(id, selection, market)
    case .searchHistory(let id, let selection, let market, let since):
      searchHistory(id, selection, market, since)
    case .cancel(let id, let selection, let market): sendCancel(id, selection, market)
    case .distrust(let market, let reason): distrust(market, reason)
    }
  }

  private func sendCancel(_ id: OrderID, _ selection: OrderSelection, _ market: Market) {
    session.call(.cancelOrder(selection), market, .cancelOrder) { [weak self] result in
      var refusal: (code: String, message: String)?
      if case .failure(.refused(let failure)) = result, failure.category != .orderNotFound,
        failure.category != .orderClosed
      {
        refusal = (failure.code ?? "refused", failure.message)
      }
      self?.step { $0.canceled(id, refusal: refusal, at: $1, into: &$2) }
    }
  }
}

extension LiveOrders.Placement {
  /// What an answer to the request that places an order says.
  init(_ result: Result<Decoded, CallFailure>) {
    switch result {
    case .success(let decoded):
      self = .accepted(decoded.reports.first?.orderID ?? decoded.orders.first?.orderID ?? "")
    case .failure(.notSent(let reason)): self = .notSent(reason)
    case .failure(.refused(let failure)):
      self = .refused(code: failure.code ?? "refused", message: failure.message)
    case .failure(.unknown(let reason)): self = .unknown(reason)
    }
  }
}
