import FixedPoint
import JSON
import TradingModel

/// A closed position, or a part closed.
struct ClosedPositionRecord: WireRecord, Hashable {
  var symbol: String?
  var venueSymbol: String?
  /// `long` or `short`, as it was held.
  var side: String?
  /// Base units closed.
  var amount: Quantity?
  var entryPrice: Price?
  var exitPrice: Price?
  var realizedPnL: Money?
  var leverage: Rate?
  var orderID: String?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.text("side", side)
    writer.field("amount", amount)
    writer.field("entryPrice", entryPrice)
    writer.field("exitPrice", exitPrice)
    writer.field("realizedPnl", realizedPnL)
    writer.field("leverage", leverage)
    writer.text("orderId", orderID)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }
}
