/// Why an interface did not carry an instruction out. What was carried out, in whole or in part,
/// is an ``ExecutionReport``.
public enum ExecutionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Refused by our own checks, risk or policy: nothing was sent.
  case refused(reason: String)
  /// Refused by the venue's own word; nothing is open.
  case rejected(reason: String)
  /// Sent or maybe sent: only evidence will tell, and it must not be sent again.
  case unknownOutcome(reason: String)
  /// The interface cannot be used now, and nothing was sent.
  case unavailable(reason: String)

  /// Whether the same request may be tried again as it is: only where nothing was sent and the
  /// reason may pass.
  public var isRetryable: Bool {
    if case .unavailable = self { return true }
    return false
  }

  /// What happened, for people.
  public var description: String {
    switch self {
    case .refused(let reason): "refused, nothing was sent: \(reason)"
    case .rejected(let reason): "rejected by the venue: \(reason)"
    case .unknownOutcome(let reason): "outcome unknown: \(reason)"
    case .unavailable(let reason): "unavailable: \(reason)"
    }
  }
}
