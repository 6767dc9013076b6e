import FixedPoint
import TradingModel

/// An execution as its venue remembers it.
struct FillRecord: Sendable {
  let id: Int
  /// The order's number.
  let order: Int
  let feed: Int
  let side: Side
  let price: Price
  let quantity: Quantity
  let fee: Quantity
  let feeAsset: AssetID
  let isMaker: Bool
  /// Profit realised by it, in the settle asset, fees apart.
  let realised: Quantity
  let isLiquidation: Bool
  let time: Timestamp

  /// Price × quantity.
  var notional: Money { price.timesIfFits(quantity, rounding: .halfEven) ?? .zero }
}
