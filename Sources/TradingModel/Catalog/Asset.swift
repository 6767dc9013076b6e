/// How an asset's value follows from another one's.
public enum AssetBacking: Hashable, Codable, Sendable {
  /// A plain asset with a price of its own.
  case none
  /// One unit is always one unit of the other (WETH of ETH).
  case pegged(AssetID)
  /// One unit is worth a protocol rate of the other that grows with time (weETH, wstETH, sUSDe).
  case rate(AssetID)
}

/// A coin or token.
public struct Asset: Hashable, Codable, Sendable {
  /// Its dense id.
  public let id: AssetID
  /// The usual symbol, spelled as the issuer does: `USDT`, `weETH`.
  public let symbol: String
  /// Decimals of its smallest unit (18 for ETH, 6 for USDT).
  public let decimals: Int
  /// What it is worth in terms of another asset.
  public let backing: AssetBacking

  /// Describes an asset.
  public init(id: AssetID, symbol: String, decimals: Int, backing: AssetBacking = .none) {
    self.id = id
    self.symbol = symbol
    self.decimals = decimals
    self.backing = backing
  }
}
