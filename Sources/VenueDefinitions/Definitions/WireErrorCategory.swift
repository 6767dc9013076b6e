/// The kind of a refusal or failure, the same words for all venues.
public enum WireErrorCategory: String, Hashable, Sendable, CaseIterable {
  /// Too many requests or orders.
  case rateLimited = "rate_limited"
  /// The address or account is shut out for a time.
  case banned
  /// The request's time is outside the venue's window.
  case clockSkew = "clock_skew"
  /// The signature does not verify.
  case badSignature = "bad_signature"
  /// The key, its rights or its address are not accepted.
  case permission
  /// Balance or margin does not suffice.
  case insufficientFunds = "insufficient_funds"
  /// The client id is taken: evidence that an earlier attempt arrived.
  case duplicateClientID = "duplicate_client_id"
  /// The venue does not know, or no longer keeps, the order.
  case orderNotFound = "order_not_found"
  /// The order had already ended: filled, cancelled or expired.
  case orderClosed = "order_closed"
  /// Price, quantity, value or count breaks a rule of the instrument.
  case filter
  /// A reduce-only order would not reduce.
  case reduceOnlyRejected = "reduce_only_rejected"
  /// A post-only order would have taken liquidity.
  case postOnlyWouldTake = "post_only_would_take"
  /// A fill-or-kill order could not be filled at once.
  case notFillable = "not_fillable"
  /// A trigger price is on the wrong side of the market.
  case wouldTrigger = "would_trigger"
  /// The instrument does not trade now.
  case marketClosed = "market_closed"
  /// The venue is down or too busy, and says that nothing was done.
  case maintenance
  /// A setting already has the value asked for.
  case noChange = "no_change"
  /// The request may or may not have been executed.
  case outcomeUnknown = "outcome_unknown"
  /// Parameters, symbol or route are wrong.
  case invalidRequest = "invalid_request"
  /// A part of a combined request failed.
  case partialFailure = "partial_failure"
  /// The stream or its key ended.
  case streamEnded = "stream_ended"
  /// The answer is not what the venue documents: HTML, half a JSON, a price that is no number.
  case malformed
  /// The answer is larger than any the venue sends.
  case tooLarge = "too_large"
  /// A book or stream misses a message.
  case sequenceGap = "sequence_gap"
  /// The answer contradicts itself or what is possible: filled more than ordered.
  case anomaly
  /// A code nobody has classified.
  case unclassified
}
