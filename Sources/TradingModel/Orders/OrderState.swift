/// Where an order is in its life: the 17 states of the outcome-safe state machine.
public enum OrderState: String, Hashable, Codable, Sendable, CaseIterable {
  /// Decided, not yet checked.
  case planned
  /// Refused by our own risk or policy; never sent. Terminal.
  case denied
  /// Durable intent, not yet sent.
  case intent
  /// Handed to the venue, no answer yet.
  case sending
  /// Sent or maybe sent; only evidence ends this.
  case unknown
  /// Working at the venue, nothing filled.
  case open
  /// Working at the venue, partly filled.
  case partial
  /// An amend is under way.
  case amending
  /// A cancel is under way.
  case canceling
  /// A terminal status was seen, the fills do not yet sum to it.
  case closing
  /// Filled completely. Terminal.
  case filled
  /// Cancelled; what had filled stays. Terminal.
  case canceled
  /// Expired by time in force. Terminal.
  case expired
  /// Rejected by the venue's own word. Terminal.
  case rejected
  /// Proved never to have reached the venue. Terminal.
  case neverSent
  /// Replaced by an amended order. Terminal.
  case superseded
  /// Contradicts what we proved or ordered; needs a human.
  case anomaly

  /// Whether nothing further is expected.
  public var isTerminal: Bool {
    switch self {
    case .denied, .filled, .canceled, .expired, .rejected, .neverSent, .superseded: true
    default: false
    }
  }

  /// Whether it may still add exposure and so counts fully in the limits.
  public var mayFill: Bool {
    switch self {
    case .intent, .sending, .unknown, .open, .partial, .amending, .canceling, .closing: true
    default: false
    }
  }
}
