import FixedPoint

/// Moves an asset between two places of the desk.
public struct TransferAction: Hashable, Codable, Sendable {
  /// One end of a transfer.
  public enum Endpoint: Hashable, Codable, Sendable {
    /// An exchange account, by venue name and optionally its wallet.
    case venue(String, wallet: String?)
    /// An address on a chain: `book:label` names an entry of the address book.
    case address(chain: String, address: String)
  }

  /// Symbol of the asset.
  public var asset: String
  /// How much leaves the source.
  public var amount: AmountExpression
  /// Where from.
  public var source: Endpoint
  /// Where to.
  public var destination: Endpoint
  /// Network name at the exchange.
  public var network: String?
  /// Memo or tag some networks need.
  public var memo: String?
  /// A small amount sent first to prove the way.
  public var probe: Quantity?
  /// Confirmations awaited at the destination; nil for its own rule.
  public var confirmations: Int?
  /// How long the credit may take.
  public var timeout: TimeSpan?
  /// Conditions of this action.
  public var requirements = Requirements()

  /// Describes a transfer.
  public init(asset: String, amount: AmountExpression, source: Endpoint, destination: Endpoint) {
    self.asset = asset
    self.amount = amount
    self.source = source
    self.destination = destination
  }
}
