import RiskControl
import TradingModel

/// Performs effects outside, after they are durable. Calls must not wait: what follows is either
/// appended to `answers`, to be told at its time, or put into the inbox later.
public protocol ExecutionPort: Sendable {
  /// Takes the balances a run starts with; only a simulated outside needs them.
  mutating func open(_ movements: [Movement]) throws
  /// Something was learned about the market; only a simulated outside needs it.
  mutating func observe(
    _ update: MarketUpdate, at time: Timestamp, into answers: inout [ScheduledEvent])
  /// Hands an order to its venue.
  mutating func submit(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent])
  /// Asks the order's venue to cancel it.
  mutating func cancel(_ order: OrderID, at time: Timestamp, into answers: inout [ScheduledEvent])
  /// Asks the order's venue to give it this quantity and price.
  mutating func amend(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent])
  /// Changes the protection of a position.
  mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into answers: inout [ScheduledEvent])
  /// Carries out a chain transaction.
  mutating func perform(
    _ transaction: Approved<ChainTransaction>, at time: Timestamp,
    into answers: inout [ScheduledEvent])
  /// Asks for a transfer.
  mutating func transfer(
    _ transfer: Approved<TransferRequest>, at time: Timestamp,
    into answers: inout [ScheduledEvent])
  /// One of its own answers is being told.
  mutating func deliver(_ event: ScheduledEvent)
}

extension ExecutionPort {
  /// Refuses: the order stands.
  public mutating func amend(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    let event = VenueEvent.amendRejected(
      order.request.id, code: "notSupported", message: "orders cannot be changed here")
    answers.append(ScheduledEvent(time: time, event: event))
  }

  /// Nothing.
  public mutating func open(_ movements: [Movement]) throws {}
  /// Nothing.
  public mutating func observe(
    _ update: MarketUpdate, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {}
  /// Nothing.
  public mutating func deliver(_ event: ScheduledEvent) {}
}
