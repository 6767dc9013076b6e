import ChainTransactions
import Ethereum

/// How an account's transactions are sent.
public struct AccountOptions: Sendable {
  /// How they are followed.
  public var tracking = TrackingRules()
  /// How fees are offered.
  public var fees = FeePolicy()
  /// How gas limits are set.
  public var gas = GasLimitPolicy()
  /// The chain's gas rules.
  public var gasRules = GasRules.prague
  /// How soon transactions should be mined.
  public var urgency = FeeUrgency.normal
  /// Time between looks at the chain.
  public var pollInterval = Duration.seconds(3)
  /// Where transactions go instead of the public pool, which then never sees them; nil for the
  /// public pool.
  public var relay: PrivateRelay?

  /// The defaults.
  public init() {}
}
