import FixedPoint
import JSON
import TradingModel

/// A candle.
struct KlineRecord: WireRecord, Hashable {
  var symbol: String?
  /// When it opened.
  var time: Timestamp
  var open: Price
  var high: Price
  var low: Price
  var close: Price
  /// Base units; nil for mark and index candles or an unknown contract size.
  var volume: Quantity?
  var quoteVolume: Money?
  /// Whether it is complete; nil where the message does not say.
  var isClosed: Bool?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.time("timestamp", time)
    writer.field("datetime", time.description)
    writer.field("open", open)
    writer.field("high", high)
    writer.field("low", low)
    writer.field("close", close)
    writer.field("volume", volume)
    writer.field("quoteVolume", quoteVolume)
    writer.flag("closed", ifKnown: isClosed)
  }
}
