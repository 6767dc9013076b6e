/// What may go wrong on demand.
enum FaultKind: String, Hashable, Sendable, CaseIterable {
  /// The request is not carried out, and nothing is answered.
  case timeoutBefore = "timeout_before"
  /// The request is carried out, and nothing is answered.
  case timeoutAfter = "timeout_after"
  /// The connection closes before the request is carried out.
  case disconnectBefore = "disconnect_before"
  /// The connection closes after the request was carried out.
  case disconnectAfter = "disconnect_after"
  /// The venue's words for an unknown outcome, and nothing was carried out.
  case errorBefore = "error_before"
  /// The venue's words for an unknown outcome, and it was carried out.
  case errorAfter = "error_after"
  /// A limit is said to be passed.
  case rateLimit = "rate_limit"
  /// The address is said to be banned.
  case ban
  /// The body is not what it says it is.
  case malformed
  /// The body ends early.
  case truncated
  /// Queries do not see orders younger than `milliseconds`.
  case lag
  /// The venue is under maintenance.
  case maintenance
  /// The venue's clock is off by `milliseconds`.
  case clockSkew = "clock_skew"
  /// Stream frames are lost, sent twice, sent late and in another order, or held back.
  case dropFrames = "drop_frames"
  case duplicateFrames = "duplicate_frames"
  case reorderFrames = "reorder_frames"
  case stallFrames = "stall_frames"
  /// Stream connections close.
  case disconnect

  var isOfStreams: Bool {
    switch self {
    case .dropFrames, .duplicateFrames, .reorderFrames, .stallFrames, .disconnect: true
    default: false
    }
  }

  /// Whether it is a state of the venue and not an accident of one request.
  var isStanding: Bool { self == .lag || self == .clockSkew }
}
