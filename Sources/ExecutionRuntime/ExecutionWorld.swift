import TradingModel

/// The outside as a backtest or paper run sees it: venues that answer effects with events at an
/// instant. Everything is synchronous and deterministic.
public protocol ExecutionWorld {
  /// Gives the world the balances a run starts with.
  mutating func open(_ movements: [Movement]) throws
  /// Something was learned about the market.
  mutating func observe(
    _ update: MarketUpdate, at time: Timestamp, into events: inout [ScheduledEvent])
  /// An order reaches its venue.
  mutating func submit(_ order: Order, at time: Timestamp, into events: inout [ScheduledEvent])
  /// A cancel reaches the order's venue.
  mutating func cancel(_ order: OrderID, at time: Timestamp, into events: inout [ScheduledEvent])
  /// A change of a working order reaches its venue.
  mutating func amend(_ order: Order, at time: Timestamp, into events: inout [ScheduledEvent])
  /// A change of a position's protection reaches its venue.
  mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at time: Timestamp,
    into events: inout [ScheduledEvent])
  /// A transaction reaches its chain.
  mutating func perform(
    _ transaction: ChainTransaction, at time: Timestamp, into events: inout [ScheduledEvent])
  /// A transfer is asked for.
  mutating func request(
    _ transfer: TransferRequest, at time: Timestamp, into events: inout [ScheduledEvent])
  /// An event is being told; what it moves is now moved in the world's own books.
  mutating func deliver(_ event: ScheduledEvent)
}
