import TradingModel

/// One thing the core asked of the outside, as it is kept: an intent that must be durable before
/// it is performed, or a report.
public struct JournalEffect: Hashable, Sendable {
  /// What was asked.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Hand an order to its venue.
    case submit
    /// Cancel an order.
    case cancel
    /// Change a working order.
    case amend
    /// Change the protection of a position.
    case setTradingStop
    /// Carry out a chain transaction.
    case perform
    /// Ask for a transfer.
    case transfer
    /// Ask for a timer.
    case schedule
    /// Tell how an instruction stands.
    case report
    /// Put an event on the bus.
    case publish
    /// Stop.
    case halt
    /// A decision of the policy or the operator.
    case decision
    /// What a venue or chain answered, beside what became an input.
    case outcome
  }

  /// The input that led to it; at most the last of the batch.
  public let sequence: UInt64
  /// What was asked.
  public let kind: Kind
  /// Raw number of the order, if it is about one.
  public let order: OrderID?
  /// Raw number of the chain transaction or transfer, if it is about one.
  public let action: ActionID?
  /// The id the venue knows the order by.
  public let clientOrderID: ClientOrderID?
  /// The instruction it belongs to.
  public let instruction: String?
  /// The whole request or report as JSON text; secrets never belong in it.
  public let body: String

  /// Describes an effect.
  public init(
    sequence: UInt64, kind: Kind, order: OrderID? = nil, action: ActionID? = nil,
    clientOrderID: ClientOrderID? = nil, instruction: String? = nil, body: String = "{}"
  ) {
    self.sequence = sequence
    self.kind = kind
    self.order = order
    self.action = action
    self.clientOrderID = clientOrderID
    self.instruction = instruction
    self.body = body
  }
}
