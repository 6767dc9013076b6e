import FixedPoint
import TradingModel

/// A perpetual position as a venue would show it.
public struct PositionSnapshot: Hashable, Sendable {
  /// Base units, negative when short.
  public let size: Quantity
  /// Average price paid; zero when flat.
  public let entry: Price
  /// What it is valued at; zero before any price is known.
  public let mark: Price
  /// |size| × mark in quote units.
  public let notional: Money
  /// How it is margined.
  public let mode: MarginMode
  /// Settle units set aside when isolated.
  public let isolatedMargin: Quantity
  /// Initial margin in the settle asset.
  public let initialMargin: Quantity
  /// Maintenance margin in the settle asset.
  public let maintenanceMargin: Quantity
  /// Unrealised profit in the settle asset.
  public let unrealised: Quantity
  /// Price at which it is liquidated with all else as it is; nil where there is none.
  public let liquidation: Price?
}
