import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// An order as its venue tells it, in our words and in base units.
struct OrderRecord: WireRecord, Hashable {
  /// Unified symbol, `BTC/USDT` or `BTC/USDT:USDT`.
  var symbol: String?
  var venueSymbol: String?
  var orderID: String?
  var clientOrderID: String?
  var status: WireOrderStatus
  /// The venue's own word.
  var venueStatus: String?
  var side: Side?
  /// `market`, `limit`, `stop`, `stop_limit`, `take_profit`, `take_profit_limit`, `trailing_stop`.
  var type: String?
  /// `GTC`, `IOC`, `FOK` or `GTD`.
  var timeInForce: String?
  var postOnly = false
  var reduceOnly: Bool?
  /// `long`, `short`, or nil in one-way mode.
  var positionSide: String?
  var price: Price?
  var triggerPrice: Price?
  var takeProfitPrice: Price?
  var stopLossPrice: Price?
  /// Base units ordered; nil for an order by value.
  var amount: Quantity?
  /// Quote units ordered, of an order by value.
  var quoteAmount: Money?
  var filled: Quantity?
  var average: Price?
  /// Quote units filled.
  var cost: Money?
  var fees: [FeeRecord] = []
  /// Contracts ordered, where the venue counts in contracts.
  var contracts: Quantity?
  /// Whether it lives in the venue's book of conditional orders.
  var isConditional = false
  /// The order a conditional order became.
  var linkedOrderID: String?
  /// Why it was rejected, cancelled or expired, by the venue's word.
  var reason: String?
  var created: Timestamp?
  var updated: Timestamp?
  /// What cannot be right about it: `overfill`, `negative_fee`.
  var anomaly: String?

  /// What is left to fill; nil where amount or filled is not known, never below zero.
  var remaining: Quantity? {
    guard let amount, let filled, let rest = amount.value.subtracting(filled.value) else {
      return nil
    }
    return rest.isNegative ? .zero : Quantity(rest)
  }

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.text("orderId", orderID)
    writer.text("clientOrderId", clientOrderID)
    writer.field("status", status.rawValue)
    writer.text("venueStatus", venueStatus)
    writer.text("side", side?.rawValue)
    writer.text("type", type)
    writer.text("timeInForce", timeInForce)
    writer.flag("postOnly", postOnly)
    writer.flag("reduceOnly", ifKnown: reduceOnly)
    writer.text("positionSide", positionSide)
    writer.field("price", price)
    writer.field("triggerPrice", triggerPrice)
    writer.field("takeProfitPrice", takeProfitPrice)
    writer.field("stopLossPrice", stopLossPrice)
    writer.field("amount", amount)
    writer.field("quoteAmount", quoteAmount)
    writer.field("filled", filled)
    writer.field("remaining", remaining)
    writer.field("average", average)
    writer.field("cost", cost)
    writer.record("fee", fees.first)
    writer.records("fees", fees)
    writer.field("contracts", contracts)
    writer.flag("conditional", isConditional)
    writer.text("linkedOrderId", linkedOrderID)
    writer.text("reason", reason)
    writer.time("timestamp", created ?? updated)
    writer.text("datetime", (created ?? updated)?.description)
    writer.time("updated", updated)
    writer.text("anomaly", anomaly)
  }
}
