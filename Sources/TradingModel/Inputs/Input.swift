import FixedPoint

/// Everything that can reach the core.
public enum Input: Hashable, Codable, Sendable {
  /// Something learned about the world.
  case market(MarketUpdate)
  /// Something a venue said about something of ours.
  case venue(VenueEvent)
  /// An instruction to carry out.
  indirect case instruct(Instruction)
  /// An order asked for by ids, outside any plan.
  case order(NewOrder)
  /// A request to cancel an order.
  case cancel(OrderID)
  /// A request to give a working order another quantity and price; nil keeps the price.
  case amend(OrderID, quantity: Quantity, price: Price?)
  /// A request to cancel every working order, of one venue or of all.
  case cancelAll(VenueID?)
  /// A request to change the protection of a position.
  case setTradingStop(InstrumentID, TradingStop)
  /// A timer the core had asked for.
  case timer(TimerID)
  /// The balances a run starts with, or a deposit or withdrawal of the owner.
  case opening([Movement])
  /// The kill switch was tripped, with its reason.
  case kill(String)
  /// The operator resumed after a kill.
  case resume
}

/// Names a timer the core asked for.
public struct TimerID: Hashable, Codable, Sendable {
  /// What the timer is for.
  public enum Purpose: UInt8, Hashable, Codable, Sendable, CaseIterable {
    /// A plan's deadline.
    case planDeadline
    /// A leg's deadline.
    case legDeadline
    /// The next query about an order of unknown outcome.
    case orderQuery
    /// A transfer is overdue.
    case transferOverdue
  }

  /// What it is for.
  public let purpose: Purpose
  /// The raw id of the plan, order or transfer.
  public let subject: UInt64

  /// Names a timer.
  public init(_ purpose: Purpose, subject: UInt64) {
    self.purpose = purpose
    self.subject = subject
  }
}

/// An input with its place in the one order of all inputs and the instant it was taken.
public struct Stamped: Hashable, Codable, Sendable {
  /// From 1, without gaps.
  public let sequence: UInt64
  /// When it was taken; never earlier than the input before it.
  public let time: Timestamp
  /// The input.
  public let input: Input

  /// Stamps an input.
  public init(sequence: UInt64, time: Timestamp, input: Input) {
    self.sequence = sequence
    self.time = time
    self.input = input
  }
}
