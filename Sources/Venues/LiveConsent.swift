import TradingModel

/// What an operator gave so that live trading may start. Nothing of it is enough by itself.
public struct LiveConsent: Hashable, Sendable {
  /// Where private requests would go.
  public var endpoints: [String]
  /// The mode the command line asked for; nil where it named none.
  public var requestedMode: ExecutionMode?
  /// Value of the environment variable `VENUES_ALLOW_LIVE`; nil when not set.
  public var environmentValue: String?
  /// The confirmation phrase.
  public var phrase: String
  /// Label of the account, part of the phrase demanded.
  public var accountLabel: String
  /// The time, from outside.
  public var time: Timestamp

  /// No consent unless given.
  public init(
    endpoints: [String] = [], requestedMode: ExecutionMode? = nil, environmentValue: String? = nil,
    phrase: String = "", accountLabel: String = "", time: Timestamp = Timestamp(nanoseconds: 0)
  ) {
    self.endpoints = endpoints
    self.requestedMode = requestedMode
    self.environmentValue = environmentValue
    self.phrase = phrase
    self.accountLabel = accountLabel
    self.time = time
  }
}
