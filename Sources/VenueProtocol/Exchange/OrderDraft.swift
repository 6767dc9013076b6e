import FixedPoint
import TradingModel

/// An order as a venue's front understood it, before the exchange sees it.
struct OrderDraft: Sendable {
  var wallet: WalletKind
  var feed: Int
  var side: Side
  var type: OrderType
  var spelledType = ""
  var spelledTimeInForce = ""
  var quantity = Quantity.zero
  var quoteQuantity: Money?
  var price: Price?
  var timeInForce = TimeInForce.gtc
  var expiresAt: Timestamp?
  var postOnly = false
  var reduceOnly = false
  var closePosition = false
  var trigger: Trigger?
  var isConditional = false
  var clientID = ""
  var marginMode = MarginMode.cross
  var labels: [String: String] = [:]
  /// Whether a post-only order that would take is accepted and then cancelled, not refused.
  var cancelsCrossingPostOnly = false
  /// Whether an order that nothing meets is accepted and then cancelled, not refused.
  var refusesImmediateTrigger = true
  /// Whether only the checks are wanted.
  var isTest = false
}
