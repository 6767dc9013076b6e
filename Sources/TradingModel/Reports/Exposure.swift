import FixedPoint

/// What the desk holds of one underlying asset, looked through wrappers, rates, debts and
/// perpetuals.
public struct AssetExposure: Hashable, Codable, Sendable {
  /// The underlying asset (WETH, stETH and weETH count as ETH).
  public let asset: AssetID
  /// Units held long: balances, supplies, staked, in transit, long perpetuals.
  public let long: Quantity
  /// Units owed or short, positive.
  public let short: Quantity
  /// Value of the net amount in the reporting currency; nil where a price is missing.
  public let value: ExactMoney?

  /// Describes an exposure.
  public init(asset: AssetID, long: Quantity, short: Quantity, value: ExactMoney?) {
    self.asset = asset
    self.long = long
    self.short = short
    self.value = value
  }

  /// Net delta in units of the asset.
  public var netDelta: Quantity { long - short }
}

/// Exposure per underlying asset at one sequence number.
public struct Exposure: Hashable, Codable, Sendable {
  /// Ascending by asset; assets without any position are left out.
  public let assets: [AssetExposure]

  /// Describes an exposure.
  public init(assets: [AssetExposure]) { self.assets = assets }

  /// Net delta of an asset in its units; zero where nothing is held.
  public func netDelta(of asset: AssetID) -> Quantity {
    assets.first { $0.asset == asset }?.netDelta ?? .zero
  }
}
