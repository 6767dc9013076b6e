import FixedPoint
import TradingModel

/// A public trade.
struct TapeTrade: Hashable, Sendable {
  let id: Int
  let price: Price
  let quantity: Quantity
  let taker: Side
  let time: Timestamp

  /// Price × quantity.
  var notional: Money { price.timesIfFits(quantity, rounding: .halfEven) ?? .zero }
}
