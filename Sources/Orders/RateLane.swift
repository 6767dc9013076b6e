/// What a request to a venue is for, in the order it may use up the rate budget.
public enum RateLane: Int, Hashable, Sendable, CaseIterable {
  /// Cancels: may use the last token.
  case cancel
  /// Orders that shrink a position.
  case reduce
  /// Orders that may add exposure.
  case new
  /// Questions.
  case query
}
