import FixedPoint
import TradingModel

/// So much at one price.
struct LiquiditySlice: Hashable, Sendable {
  let price: Price
  let quantity: Quantity
}
