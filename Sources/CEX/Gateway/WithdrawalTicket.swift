import FixedPoint

/// Coins to send to a chain.
public struct WithdrawalTicket: Sendable {
  /// The asset.
  public var asset: String
  /// How much, in its units.
  public var amount: Quantity
  /// Where to.
  public var address: String
  /// Memo or tag, on networks that need one.
  public var tag: String?
  /// The network, in our word or the venue's.
  public var network: String
  /// The caller's id.
  public var clientID: String?
}
