import FixedPoint
import TradingModel

/// A limit in units of an asset.
public struct AssetLimit: Hashable, Sendable {
  /// The asset.
  public let asset: AssetID
  /// Most of it, in its units.
  public let maximum: Quantity

  /// Describes a limit.
  public init(asset: AssetID, maximum: Quantity) {
    self.asset = asset
    self.maximum = maximum
  }
}
