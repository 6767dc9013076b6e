import RiskControl
import TradingModel

/// A simulated world as the outside of a live loop: what paper mode trades on.
public struct WorldPort<World: ExecutionWorld & Sendable>: ExecutionPort {
  /// The simulated venues.
  public private(set) var world: World

  /// A port onto a world.
  public init(_ world: World) { self.world = world }

  public mutating func open(_ movements: [Movement]) throws { try world.open(movements) }

  public mutating func observe(
    _ update: MarketUpdate, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    world.observe(update, at: time, into: &answers)
  }

  public mutating func submit(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    world.submit(order.request, at: time, into: &answers)
  }

  public mutating func cancel(
    _ order: OrderID, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    world.cancel(order, at: time, into: &answers)
  }

  public mutating func amend(
    _ order: Approved<Order>, at time: Timestamp, into answers: inout [ScheduledEvent]
  ) {
    world.amend(order.request, at: time, into: &answers)
  }

  public mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    world.setTradingStop(instrument, stop, at: time, into: &answers)
  }

  public mutating func perform(
    _ transaction: Approved<ChainTransaction>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    world.perform(transaction.request, at: time, into: &answers)
  }

  public mutating func transfer(
    _ transfer: Approved<TransferRequest>, at time: Timestamp,
    into answers: inout [ScheduledEvent]
  ) {
    world.request(transfer.request, at: time, into: &answers)
  }

  public mutating func deliver(_ event: ScheduledEvent) { world.deliver(event) }
}
