import FixedPoint
import TradingModel

/// A position to close at the market.
public struct PositionClose: Sendable {
  /// Unified symbol.
  public var symbol: String
  /// Its direction, where the venue asks.
  public var positionSide: PositionSide?
  /// Its amount in base units, where the venue asks.
  public var amount: Quantity?
  /// How the account holds positions.
  public var positionMode = PositionMode.oneWay
  /// How it is margined.
  public var marginMode = MarginMode.cross
  /// The caller's id of the closing order.
  public var clientOrderID: String?
}
