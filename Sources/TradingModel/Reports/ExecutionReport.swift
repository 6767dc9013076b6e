import FixedPoint

/// What came of one leg (a single instruction is a plan of one leg).
public struct LegReport: Hashable, Codable, Sendable {
  /// The leg's key; empty for a single instruction.
  public var key: String
  /// How it stands.
  public var status: LegStatus
  /// The order, transaction or transfer it became.
  public var reference: String
  /// Base units filled, or units moved by a transfer or chain operation.
  public var filled: Quantity
  /// What arrived, fees taken in the same asset subtracted.
  public var net: Quantity
  /// Quote units paid or received, fee not included.
  public var quote: Money
  /// Average execution price of a trade.
  public var averagePrice: Price?
  /// What a chain operation received, or a transfer credited.
  public var received: Quantity
  /// Fees paid, one amount an asset, ascending by asset.
  public var fees: [ChainOutput]
  /// Gas paid in the chain's native asset.
  public var gasPaid: Quantity
  /// Why it was denied, rejected or is unknown.
  public var reason: String

  /// A leg that has not begun.
  public init(key: String) {
    self.key = key
    status = .waiting
    reference = ""
    filled = .zero
    net = .zero
    quote = .zero
    received = .zero
    fees = []
    gasPaid = .zero
    reason = ""
  }
}

/// How a leg stands.
public enum LegStatus: String, Hashable, Codable, Sendable, CaseIterable {
  /// Its dependencies are not done.
  case waiting
  /// Sent and under way.
  case working
  /// Done.
  case done
  /// Partly done, and no more will come.
  case partial
  /// Refused by our own risk or policy: nothing was sent.
  case denied
  /// Refused by the venue's own word.
  case rejected
  /// Sent or maybe sent; only evidence will tell.
  case unknown
  /// Never begun because an earlier leg failed.
  case skipped
  /// Undone by its compensation.
  case compensated
}

/// How an instruction stands.
public enum InstructionStatus: String, Hashable, Codable, Sendable, CaseIterable {
  /// Under way.
  case running
  /// All legs done.
  case completed
  /// Refused before anything was sent.
  case denied
  /// The venue refused; nothing is open.
  case rejected
  /// A leg failed and the others were undone or are safe to hold.
  case compensated
  /// A leg failed and exposure stays open.
  case exposureOpen
  /// A leg's outcome is unknown.
  case unknown
  /// The deadline passed.
  case timedOut
}

/// What came of an instruction, told after every change and once more at its end.
public struct ExecutionReport: Hashable, Codable, Sendable {
  /// The instruction's id.
  public var instruction: String
  /// How it stands.
  public var status: InstructionStatus
  /// One report a leg, in the order written.
  public var legs: [LegReport]
  /// Why it ended as it did, for people.
  public var reason: String
  /// Sequence number of the input that led to it.
  public var sequence: UInt64
  /// Time of that input.
  public var time: Timestamp

  /// Describes a report.
  public init(
    instruction: String, status: InstructionStatus, legs: [LegReport], reason: String = "",
    sequence: UInt64, time: Timestamp
  ) {
    self.instruction = instruction
    self.status = status
    self.legs = legs
    self.reason = reason
    self.sequence = sequence
    self.time = time
  }
}

/// Names on the event bus, as the desk's documents spell them.
public enum EventName: String, Hashable, Codable, Sendable, CaseIterable {
  /// An order was handed to its venue.
  case orderSubmitted = "order.submitted"
  /// An order filled partly.
  case orderPartial = "order.partial"
  /// An order filled completely.
  case orderFilled = "order.filled"
  /// An order was refused by us or by the venue.
  case orderRejected = "order.rejected"
  /// An order was cancelled or expired.
  case orderCancelled = "order.cancelled"
  /// Something is wrong with the system itself.
  case systemError = "system.error"
  /// A strategy decided something.
  case strategyDecision = "strategy.decision"
}
