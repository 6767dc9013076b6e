import FixedPoint
import TradingModel

/// The kinds of action a policy tells apart.
public enum PolicyKind: String, Hashable, Sendable, CaseIterable {
  /// An order at an exchange.
  case trade
  /// A step of a chain transaction.
  case onChain = "onchain"
  /// A transfer.
  case transfer
}

/// What a policy judges.
public struct PolicySubject: Hashable, Sendable {
  /// What kind of action it is.
  public var kind: PolicyKind
  /// Where it happens; a transfer's source.
  public var venue: VenueID
  /// The base asset of a trade, the token of a step, what a transfer moves.
  public var asset: AssetID
  /// Market of a trade.
  public var market: Market?
  /// Side of a trade.
  public var side: Side?
  /// Operation of a chain step.
  public var operation: ChainOperation?
  /// A transfer's destination.
  public var destination: VenueID?
  /// Label of a recipient or spender.
  public var recipient: String?
  /// Units of the asset; nil when not known.
  public var amount: Quantity?
  /// Worth in the reporting currency; nil when not known.
  public var notional: Money?
  /// Whether it can only shrink exposure.
  public var isReducing: Bool

  /// Describes a subject.
  public init(
    kind: PolicyKind, venue: VenueID, asset: AssetID, market: Market? = nil, side: Side? = nil,
    operation: ChainOperation? = nil, destination: VenueID? = nil, recipient: String? = nil,
    amount: Quantity? = nil, notional: Money? = nil, isReducing: Bool = false
  ) {
    self.kind = kind
    self.venue = venue
    self.asset = asset
    self.market = market
    self.side = side
    self.operation = operation
    self.destination = destination
    self.recipient = recipient
    self.amount = amount
    self.notional = notional
    self.isReducing = isReducing
  }
}
