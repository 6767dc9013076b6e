import Arming
import ExecutionRuntime
import FixedPoint
import RiskControl
import Synchronization
import TradingModel
import VenueDefinitions

/// One exchange as the outside of a live run. Orders go out once each. What became of one is told
/// by the venue's own records: its state by the client order id, its fills by trade id, each once.
/// Silence is an unknown outcome, which only evidence ends. Source: `reliability.md` 4.1 to 4.3.
public final class CEXPort: ExecutionPort {
  let session: VenueSession
  let catalog: Catalog
  let sink: any InputSink
  let orders = Mutex<[OrderID: LiveOrder]>([:])
  private let token: ArmedToken
  private let ticker = LiveTicker()

  /// A port that may trade: the token says that somebody armed it.
  public init(session: VenueSession, catalog: Catalog, sink: any InputSink, token: ArmedToken) {
    self.session = session
    self.catalog = catalog
    self.sink = sink
    self.token = token
    ticker.start(every: 0.02) { [weak self] in self?.lookUpDue() }
  }

  deinit { ticker.stop() }

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
    let now = LiveTicker.now()
    let window = Int64(session.definition.wire.requests.receiveWindowMilliseconds)
    let live = LiveOrder(
      order: order, instrument: instrument, signedAt: session.venueTime,
      provableAt: now + window * 1_000_000 + LiveOrder.margin, nextLookup: .max)
    orders.withLock { $0[order.id] = live }
    session.call(
      .placeOrder(OrderTicket(order, instrument)), instrument.market, .placeOrder,
      deadline: .seconds(10)
    ) { [weak self] result in self?.answered(order.id, result) }
  }

  public func cancel(
    _ id: OrderID, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    guard let live = orders.withLock({ $0[id] }) else {
      let event = VenueEvent.cancelRejected(
        id, code: "unknown_order", message: "the order is not working")
      answers.append(ScheduledEvent(time: time, event: event))
      return
    }
    var selection = OrderSelection()
    selection.symbol = live.instrument.symbol
    selection.clientOrderIDs = [live.order.clientOrderID.text]
    selection.isConditional = live.order.type.isTriggered
    session.call(
      .cancelOrder(selection), live.instrument.market, .cancelOrder
    ) { [weak self] result in
      guard let self else { return }
      if case .failure(.refused(let failure)) = result, failure.category != .orderNotFound,
        failure.category != .orderClosed
      {
        put(
          .cancelRejected(id, code: failure.code ?? "refused", message: failure.message))
      }
      // Whatever was answered, the venue's record of the order tells how it stands.
      hasten(id)
    }
  }

  public func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    let instrument = catalog[instrument]
    var ticket = TradingStopTicket(symbol: instrument.symbol)
    ticket.stopLoss = stop.stopLoss?.price ?? .zero
    ticket.takeProfit = stop.takeProfit?.price ?? .zero
    ticket.reference = stop.stopLoss?.reference ?? stop.takeProfit?.reference
    session.call(.setTradingStop(ticket), instrument.market, .setTradingStop) { _ in }
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
  public var openCount: Int { orders.withLock { $0.count } }

  func put(_ event: VenueEvent) { sink.put(.venue(event)) }

  /// Looks an order up as soon as may be.
  func hasten(_ id: OrderID) {
    orders.withLock { orders in
      if let live = orders[id], !live.isLookingUp { orders[id]?.nextLookup = 0 }
    }
  }

  /// Takes the answer to the request that placed an order.
  private func answered(_ id: OrderID, _ result: Result<Decoded, CallFailure>) {
    switch result {
    case .success(let decoded):
      accept(id, decoded.reports.first?.orderID ?? decoded.orders.first?.orderID ?? "")
    case .failure(.notSent(let reason)):
      end(id, with: .orderNotSent(id, reason: reason))
    case .failure(.refused(let failure)):
      end(
        id,
        with: .orderRejected(id, code: failure.code ?? "refused", message: failure.message))
    case .failure(.unknown(let reason)):
      put(.orderOutcomeUnknown(id, reason: reason))
      let now = LiveTicker.now()
      orders.withLock { orders in
        orders[id]?.isUnknown = true
        orders[id]?.wait(at: now)
      }
    }
  }

  /// The venue has the order: told once.
  func accept(_ id: OrderID, _ venueOrderID: String) {
    let isNew = orders.withLock { orders in
      guard let live = orders[id] else { return false }
      orders[id]?.isAccepted = true
      orders[id]?.isUnknown = false
      if !live.isLookingUp { orders[id]?.nextLookup = 0 }
      return !live.isAccepted
    }
    if isNew { put(.orderAccepted(id, venueOrderID: venueOrderID)) }
  }

  /// The order has ended by this event.
  func end(_ id: OrderID, with event: VenueEvent?) {
    guard orders.withLock({ $0.removeValue(forKey: id) }) != nil else { return }
    if let event { put(event) }
  }
}

extension OrderTicket {
  /// An order as a venue is asked for it.
  public init(_ order: Order, _ instrument: Instrument) {
    let isMarket = !order.type.needsPrice
    self.init(symbol: instrument.symbol, side: order.side, isMarket: isMarket)
    amount = order.quantity
    price = order.price
    clientOrderID = order.clientOrderID.text
    timeInForce = isMarket ? nil : order.timeInForce
    expiresAt = order.expiresAt.map { $0.nanoseconds / 1_000_000 }
    postOnly = order.postOnly
    reduceOnly = order.reduceOnly
    marginMode = order.marginMode
    guard let given = order.trigger else { return }
    let isProfit = order.type == .takeProfit || order.type == .takeProfitLimit
    trigger = OrderTrigger(
      kind: isProfit ? .takeProfit : .stopLoss, price: given.price, reference: given.reference,
      isRising: nil)
  }
}
