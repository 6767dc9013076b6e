import ExecutionRuntime
import TradingModel

/// A world that answers nothing: in a replay every answer is among the stored inputs.
struct SilentWorld: ExecutionWorld, Sendable {
  mutating func open(_ movements: [Movement]) throws {}
  mutating func observe(
    _ update: MarketUpdate, at time: Timestamp, into events: inout [ScheduledEvent]
  ) {}
  mutating func submit(_ order: Order, at time: Timestamp, into events: inout [ScheduledEvent]) {}
  mutating func cancel(
    _ order: OrderID, at time: Timestamp, into events: inout [ScheduledEvent]
  ) {}
  mutating func amend(_ order: Order, at time: Timestamp, into events: inout [ScheduledEvent]) {}
  mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into events: inout [ScheduledEvent]
  ) {}
  mutating func perform(
    _ transaction: ChainTransaction, at time: Timestamp, into events: inout [ScheduledEvent]
  ) {}
  mutating func request(
    _ transfer: TransferRequest, at time: Timestamp, into events: inout [ScheduledEvent]
  ) {}
  mutating func deliver(_ event: ScheduledEvent) {}
}
