/// Where an order is by the venue's own word.
public enum WireOrderStatus: String, Hashable, Sendable, CaseIterable {
  /// A conditional order whose trigger has not been reached.
  case triggerPending = "triggered_pending"
  /// Working, nothing filled.
  case open
  /// Working, partly filled.
  case partial
  /// Filled completely.
  case filled
  /// Cancelled; what had filled stays.
  case canceled
  /// Ended by its time in force, or by self-trade prevention.
  case expired
  /// Refused by the venue.
  case rejected
  /// A conditional order that fired: the order it became carries on.
  case triggered
  /// A word nobody has classified; the order's state is not moved by it.
  case unknown
}
