import FixedPoint
import TradingModel

/// Exchanges, chains and transfer rails as one deterministic value: the same inputs and options
/// give the same events. It knows only what it has observed.
///
/// Effects of orders and transactions reach the world's own books at once; the events that tell of
/// them may be scheduled later. A transfer leaves its source at the request and reaches its
/// destination when its `credited` event is handed to ``deliver(_:)``.
public struct SimulatedWorld: Hashable, Sendable {
  let catalog: Catalog
  let options: SimulationOptions
  var exchanges: [SimulatedExchange]
  /// Place in ``exchanges`` by venue index, or -1.
  var exchangeSlots: [Int]
  var chain: SimulatedChain
  var rail: SimulatedRail

  /// A world with empty accounts.
  public init(catalog: Catalog, options: SimulationOptions) {
    self.catalog = catalog
    self.options = options
    exchanges = []
    exchangeSlots = Array(repeating: -1, count: catalog.venues.count)
    for venue in catalog.venues where venue.kind == .exchange {
      exchangeSlots[venue.id.index] = exchanges.count
      exchanges.append(SimulatedExchange(venue: venue, catalog: catalog, options: options))
    }
    chain = SimulatedChain(catalog: catalog, options: options)
    rail = SimulatedRail(catalog: catalog)
  }

  /// Takes market data: matches resting orders, fires triggers, settles funding, accrues interest
  /// and liquidates. What comes of it is appended to `events`.
  public mutating func observe(
    _ update: MarketUpdate, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    for index in exchanges.indices {
      exchanges[index].expire(at: now, &events)
    }
    switch update {
    case .quote(let id, _), .bar(let id, _), .open(let id, _), .mark(let id, _),
      .funding(let id, _, _):
      if let index = exchangeIndex(of: id) { exchanges[index].observe(update, at: now, &events) }
    case .instrument(let instrument):
      if let index = exchangeIndex(of: instrument.id) {
        exchanges[index].observe(update, at: now, &events)
      }
    case .oraclePrice:
      for index in exchanges.indices { exchanges[index].observe(update, at: now, &events) }
    default: break
    }
    chain.observe(update, at: now, &events)
  }

  /// Sends an order to its exchange.
  public mutating func submit(
    _ order: Order, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    guard let index = exchangeIndex(of: order.instrument) else {
      let reason = OrderRejection.unknownInstrument
      let event = VenueEvent.orderRejected(
        order.id, code: reason.rawValue, message: reason.message)
      events.append(ScheduledEvent(time: now, event: event))
      return
    }
    exchanges[index].submit(order, at: now, &events)
  }

  /// Cancels an order, or tells that it is not working (`unknown_order`).
  public mutating func cancel(
    _ order: OrderID, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    for index in exchanges.indices where exchanges[index].cancel(order, at: now, &events) {
      return
    }
    events.append(
      ScheduledEvent(
        time: now.advanced(by: options.exchangeLatency),
        event: .cancelRejected(
          order, code: "unknown_order", message: "the order is not working")))
  }

  /// Changes a working order, or tells why not.
  public mutating func amend(
    _ order: Order, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    var refusal = OrderRejection.unknownInstrument
    if let index = exchangeIndex(of: order.instrument) {
      let reason = exchanges[index].amend(
        order.id, quantity: order.quantity, price: order.price, trigger: nil, at: now, &events)
      guard let reason else { return }
      refusal = reason
    }
    events.append(
      ScheduledEvent(
        time: now.advanced(by: options.exchangeLatency),
        event: .amendRejected(order.id, code: refusal.rawValue, message: refusal.message)))
  }

  /// Replaces the protection of a position; the venue says nothing until it fires, and then fills
  /// without an order id.
  public mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at now: Timestamp,
    into events: inout [ScheduledEvent]
  ) {
    guard let index = exchangeIndex(of: instrument) else { return }
    exchanges[index].setTradingStop(instrument, stop, at: now)
  }

  /// Carries a chain transaction out; its result is told after the chain's confirmations, a
  /// refusal at once.
  public mutating func perform(
    _ transaction: ChainTransaction, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    let (result, delay) = chain.perform(transaction, at: now)
    events.append(ScheduledEvent(time: now.advanced(by: delay), event: .chainResult(result)))
  }

  /// What a transaction would do now, on a copy.
  public func simulate(_ transaction: ChainTransaction, at now: Timestamp) -> ChainResult {
    var copy = chain
    return copy.perform(transaction, at: now).result
  }

  func exchangeIndex(of instrument: InstrumentID) -> Int? {
    guard catalog.instruments.indices.contains(instrument.index) else { return nil }
    return exchangeIndex(at: catalog[instrument].venue)
  }

  func exchangeIndex(at venue: VenueID) -> Int? {
    guard exchangeSlots.indices.contains(venue.index), exchangeSlots[venue.index] >= 0 else {
      return nil
    }
    return exchangeSlots[venue.index]
  }
}
