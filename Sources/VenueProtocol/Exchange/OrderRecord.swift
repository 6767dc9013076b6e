import FixedPoint
import TradingModel

/// An order as its venue remembers it.
struct OrderRecord: Sendable {
  /// Where it is in its life; each venue has its own words for these.
  enum Status: String, Hashable, Sendable {
    case untriggered, open, partial, filled, canceled, rejected, expired
  }

  /// Types of the orders a venue sends in a customer's name.
  static let liquidation = "LIQUIDATION"
  static let deleveraging = "ADL"

  /// The venue's number.
  let id: Int
  var clientID: String
  /// Place of the instrument's market.
  let feed: Int
  let side: Side
  let type: OrderType
  /// The type as the client spelled it.
  var spelledType: String
  var spelledTimeInForce: String
  var price: Price?
  /// Base units.
  var quantity: Quantity
  /// Quote units of a market order sized in quote.
  var quoteQuantity: Money?
  let timeInForce: TimeInForce
  let postOnly: Bool
  let reduceOnly: Bool
  let closePosition: Bool
  var trigger: Trigger?
  /// Whether the venue keeps it in its book of conditional orders.
  let isConditional: Bool
  /// The order of the plain book that a conditional one became.
  var workingID: Int?
  let marginMode: MarginMode
  /// What the venue's answers repeat: `positionSide`, `stopOrderType`, `tag`.
  var labels: [String: String]
  var status: Status
  /// Whether it was triggered.
  var triggered: Timestamp?
  var filled = Quantity.zero
  var filledQuote = Money.zero
  /// Fees by asset, in the order first paid.
  var fees: [(asset: AssetID, amount: Quantity)] = []
  var realised = Quantity.zero
  let created: Timestamp
  var updated: Timestamp
  /// Why it ended.
  var reason = ""

  var isOpen: Bool { status == .open || status == .partial || status == .untriggered }

  /// What has not filled.
  var left: Quantity { isOpen ? (quantity.subtracting(filled) ?? .zero) : .zero }

  /// Average price; nil before the first fill.
  var average: Price? { filledQuote.divided(by: filled, rounding: .halfEven) }

  /// Whether the venue itself sent it.
  var isForced: Bool { [Self.liquidation, Self.deleveraging].contains(spelledType) }

  func label(_ name: String) -> String { labels[name] ?? "" }
}
