import FixedPoint
import TradingModel

/// A call a ``ScriptedGateway`` was given.
public enum RecordedCall: Hashable, Sendable {
  /// `execute(_:)` or `placeOrder(_:id:)`.
  case order(id: String, TradeAction)
  /// `cancelOrder(_:)`.
  case cancel(OrderID)
  /// `amendOrder(_:quantity:price:)`.
  case amend(OrderID, Quantity, Price?)
  /// `cancelAllOrders(at:)` or `cancelAll()`.
  case cancelAll(VenueID?)
  /// `setTradingStop(_:for:)`, with an empty stop for `cancelTradingStop(for:)`.
  case tradingStop(InstrumentID, TradingStop)
}
