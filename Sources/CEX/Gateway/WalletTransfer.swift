import FixedPoint

/// Coins to move between an account's own wallets.
public struct WalletTransfer: Sendable {
  /// The asset.
  public var asset: String
  /// How much, in its units.
  public var amount: Quantity
  /// From which wallet, in our word.
  public var source: String
  /// To which wallet, in our word.
  public var destination: String
  /// The caller's id; Bybit wants a UUID.
  public var clientID: String?
}
