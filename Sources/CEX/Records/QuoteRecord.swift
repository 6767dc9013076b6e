import FixedPoint
import JSON
import TradingModel

/// Best bid and ask, and the last day's figures where the message has them.
struct QuoteRecord: WireRecord, Hashable {
  var symbol: String?
  var venueSymbol: String?
  var bid: Price?
  var bidAmount: Quantity?
  var ask: Price?
  var askAmount: Quantity?
  var last: Price?
  var mark: Price?
  var index: Price?
  var open: Price?
  var high: Price?
  var low: Price?
  /// Base units traded in the last day.
  var volume: Quantity?
  /// Quote units traded in the last day.
  var quoteVolume: Money?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.field("bid", bid)
    writer.field("bidAmount", bidAmount)
    writer.field("ask", ask)
    writer.field("askAmount", askAmount)
    writer.field("last", last)
    writer.field("mark", mark)
    writer.field("index", index)
    writer.field("open", open)
    writer.field("high", high)
    writer.field("low", low)
    writer.field("volume", volume)
    writer.field("quoteVolume", quoteVolume)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }
}
