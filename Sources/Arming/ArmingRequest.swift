/// Everything a gate looks at. All of it is read elsewhere and handed in. Source: `reliability.md`
/// S18.
public struct ArmingRequest: Hashable, Sendable {
  /// Hosts or addresses that private requests would go to: `127.0.0.1:8080`, `http://[::1]/v5`.
  public var endpoints: [String]
  /// The mode in the configuration.
  public var mode: String
  /// Whether the command line asked for live.
  public var isLiveFlagGiven: Bool
  /// Value of the environment variable `VENUES_ALLOW_LIVE`; nil when not set.
  public var environmentValue: String?
  /// The phrase typed or given.
  public var phrase: String
  /// Label of the account, part of the phrase demanded.
  public var accountLabel: String
  /// Digest of the configuration; its first eight characters are part of the phrase demanded.
  public var configurationDigest: String
  /// Whether the books were reconciled cleanly.
  public var isReconciled: Bool
  /// Whether all checks of `doctor` passed.
  public var isDoctorGreen: Bool
  /// Whether the clock agrees with the venues'.
  public var isClockSound: Bool

  /// Describes a request.
  public init(
    endpoints: [String], mode: String, isLiveFlagGiven: Bool, environmentValue: String?,
    phrase: String, accountLabel: String, configurationDigest: String, isReconciled: Bool,
    isDoctorGreen: Bool, isClockSound: Bool
  ) {
    self.endpoints = endpoints
    self.mode = mode
    self.isLiveFlagGiven = isLiveFlagGiven
    self.environmentValue = environmentValue
    self.phrase = phrase
    self.accountLabel = accountLabel
    self.configurationDigest = configurationDigest
    self.isReconciled = isReconciled
    self.isDoctorGreen = isDoctorGreen
    self.isClockSound = isClockSound
  }

  /// The phrase demanded: `trade live ACCOUNT DIGEST`.
  public var demandedPhrase: String {
    "trade live \(accountLabel) \(configurationDigest.prefix(8))"
  }
}
