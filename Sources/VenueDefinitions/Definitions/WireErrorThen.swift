/// What may be done after a refusal or failure.
public enum WireErrorThen: String, Hashable, Sendable, CaseIterable {
  /// The venue refused for good: the same request is not sent again.
  case never
  /// Nothing happened; the request may be made again later.
  case later
  /// The outcome is not known: ask by client id before anything else; never send it again blindly.
  case reconcile
  /// Our view (clock, book, stream) is out of step: restore it, then go on.
  case resync
  /// What was asked for already holds.
  case success
}
