import FixedPoint
import JSON
import TradingModel

/// One execution; told apart from others by symbol and trade id.
struct FillRecord: WireRecord, Hashable {
  var symbol: String?
  var venueSymbol: String?
  var tradeID: String
  var orderID: String?
  var clientOrderID: String?
  var side: Side?
  var price: Price
  /// Base units; nil where the contract size is not known.
  var amount: Quantity?
  /// Quote units.
  var cost: Money?
  var fee: FeeRecord?
  var liquidity: Liquidity?
  var realizedPnL: Money?
  /// Contracts, where the venue counts in contracts.
  var contracts: Quantity?
  var time: Timestamp?
  /// What cannot be right about it: `overfill`, `negative_fee`.
  var anomaly: String?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.field("tradeId", tradeID)
    writer.text("orderId", orderID)
    writer.text("clientOrderId", clientOrderID)
    writer.text("side", side?.rawValue)
    writer.field("price", price)
    writer.field("amount", amount)
    writer.field("cost", cost)
    writer.record("fee", fee)
    writer.text("takerOrMaker", liquidity?.rawValue)
    writer.field("realizedPnl", realizedPnL)
    writer.field("contracts", contracts)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
    writer.text("anomaly", anomaly)
  }
}
