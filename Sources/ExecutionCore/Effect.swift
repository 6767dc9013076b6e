import Orders
import RiskControl
import TradingModel

/// What the core asks of the outside. Only ports perform effects, and only after the inputs that
/// led to them are durable.
public enum Effect: Sendable {
  /// Hand an order to its venue.
  case submit(Approved<Order>)
  /// Ask the order's venue to cancel it.
  case cancel(OrderID)
  /// Give a working order the quantity and price of this one.
  case amend(Approved<Order>)
  /// Change the protection of a position.
  case setTradingStop(InstrumentID, TradingStop)
  /// Carry out a chain transaction.
  case perform(Approved<ChainTransaction>)
  /// Ask for a transfer.
  case transfer(Approved<TransferRequest>)
  /// Put the timer into the inbox at that instant.
  case schedule(TimerID, at: Timestamp)
  /// Tell how an instruction stands.
  case report(ExecutionReport)
  /// Put an event on the bus.
  case publish(PublishedEvent)
  /// Positions changed; exposure, risk and PnL are of this sequence number.
  case positionsChanged(sequence: UInt64)
  /// Stop: the core's own books contradict themselves.
  case halt(reason: String)
}

/// An event on the bus.
public struct PublishedEvent: Hashable, Codable, Sendable {
  /// Its name, as the desk's documents spell it.
  public let name: EventName
  /// Sequence number of the input that led to it.
  public let sequence: UInt64
  /// Time of that input.
  public let time: Timestamp
  /// The order it is about, if any.
  public let order: OrderID?
  /// What happened, for people.
  public let message: String
}
