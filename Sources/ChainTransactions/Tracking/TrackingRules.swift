import TradingModel

/// How transactions of one chain are followed.
public struct TrackingRules: Hashable, Sendable {
  /// Blocks on top, its own included, before a result is acted on.
  public var confirmations: UInt64
  /// Blocks without inclusion after which a higher fee is offered.
  public var stuckBlocks: UInt64
  /// Time without inclusion after which a higher fee is offered.
  public var stuckAfter: TimeSpan
  /// Most replacements of one nonce; after them it only waits.
  public var maximumReplacements: Int
  /// Most nonces in flight at once: nodes keep 16 executable transactions of an account, and one of
  /// an account with delegated code (EIP-7702).
  public var maximumInFlight: Int
  /// Time over which a nonce must look used by somebody else, without a receipt of ours, before
  /// that is believed: nodes may know a new nonce long before they give its receipt.
  public var foreignAfter: TimeSpan
  /// Recent blocks kept to find out where a reorganised chain forked.
  public var keptBlocks: Int

  /// Rules; the defaults are Ethereum's (reliability.md 4.5).
  public init(
    confirmations: UInt64 = 2, stuckBlocks: UInt64 = 3, stuckAfter: TimeSpan = .seconds(45),
    maximumReplacements: Int = 6, maximumInFlight: Int = 8, foreignAfter: TimeSpan = .seconds(30),
    keptBlocks: Int = 128
  ) {
    self.confirmations = confirmations
    self.stuckBlocks = stuckBlocks
    self.stuckAfter = stuckAfter
    self.maximumReplacements = maximumReplacements
    self.maximumInFlight = maximumInFlight
    self.foreignAfter = foreignAfter
    self.keptBlocks = keptBlocks
  }
}
