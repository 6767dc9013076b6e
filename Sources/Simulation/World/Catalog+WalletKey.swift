import TradingModel

extension Catalog {
  /// The key of a token in a wallet: `LST` for assets that follow another by a rate, else
  /// `BaseToken`; the venue is the wallet's.
  public func walletKey(_ wallet: VenueID, _ asset: AssetID) -> PositionKey {
    balanceKey(venue: wallet, asset: asset)
  }
}
