import FixedPoint
import JSON
import TradingModel

/// A trade of the market.
struct TradeRecord: WireRecord, Hashable {
  var symbol: String?
  var venueSymbol: String?
  var tradeID: String?
  /// The taker's side.
  var side: Side?
  var price: Price
  /// Base units; nil where the contract size is not known.
  var amount: Quantity?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.text("tradeId", tradeID)
    writer.text("side", side?.rawValue)
    writer.field("price", price)
    writer.field("amount", amount)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }
}
