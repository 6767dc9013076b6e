import FixedPoint

/// A resolved transfer between two places of the desk.
public struct TransferRequest: Hashable, Codable, Sendable {
  /// The core's number.
  public let id: ActionID
  /// What is moved.
  public let asset: AssetID
  /// How much leaves the source, in asset units.
  public let amount: Quantity
  /// The source: an exchange or a wallet.
  public let source: VenueID
  /// The destination: an exchange or a wallet.
  public let destination: VenueID
  /// The network chosen; nil between two places that need none.
  public let network: String?

  /// Describes a transfer.
  public init(
    id: ActionID, asset: AssetID, amount: Quantity, source: VenueID, destination: VenueID,
    network: String?
  ) {
    self.id = id
    self.asset = asset
    self.amount = amount
    self.source = source
    self.destination = destination
    self.network = network
  }
}

/// Where a transfer is in its life.
public enum TransferState: String, Hashable, Codable, Sendable, CaseIterable {
  /// Decided, not yet checked.
  case planned
  /// Refused by our own risk or policy. Terminal.
  case denied
  /// Durable intent, not yet sent.
  case intent
  /// The source accepted the request.
  case requested
  /// Asked or maybe asked; only evidence ends this.
  case unknown
  /// Held by the source's checks.
  case venuePending
  /// A transaction is on chain.
  case onChain
  /// Waiting for confirmations.
  case confirming
  /// The destination credited it; its funds may be used.
  case credited
  /// Both books agree. Terminal.
  case settled
  /// Returned to the source. Terminal.
  case refunded
  /// Refused by the source's own word. Terminal.
  case failed
  /// Overdue; needs a human.
  case stuck

  /// Whether nothing further is expected.
  public var isTerminal: Bool {
    switch self {
    case .denied, .settled, .refunded, .failed: true
    default: false
    }
  }
}
