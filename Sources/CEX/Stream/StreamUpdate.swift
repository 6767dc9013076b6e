import FixedPoint
import TradingModel
import VenueDefinitions

/// An order or fill message of a private stream as it is read on the hot path: fixed size, no
/// allocation. Numbers the message does not have are zero.
public struct StreamUpdate: Hashable, Sendable {
  /// The venue's symbol.
  public var symbol = InlineText()
  /// The venue's order id.
  public var orderID = InlineText()
  /// The id we gave the order; empty for none.
  public var clientOrderID = InlineText()
  /// The venue's trade id; empty where there was no fill.
  public var tradeID = InlineText()
  /// The coin of the fee; empty where the message does not say.
  public var feeAsset = InlineText()
  /// Buy or sell.
  public var side = Side.buy
  /// The order's status; nil in a message about a fill alone.
  public var status: WireOrderStatus?
  /// Whether the fill added liquidity; nil where there was none or the message does not say.
  public var isMaker: Bool?
  /// Limit price, quote per base.
  public var price = Price.zero
  /// Ordered; contracts on OKX's swaps, else base units.
  public var quantity = Quantity.zero
  /// Filled by this message, in the units of ``quantity``.
  public var lastQuantity = Quantity.zero
  /// Price of this message's fill.
  public var lastPrice = Price.zero
  /// Filled so far, in the units of ``quantity``.
  public var cumulativeQuantity = Quantity.zero
  /// Average price so far; zero where the venue does not tell it.
  public var averagePrice = Price.zero
  /// Fee of this message's fill (Bybit's order messages: of all fills), positive when paid.
  public var fee = Quantity.zero
  /// The venue's time of the change, in milliseconds since 1970.
  public var time: Int64 = 0

  /// An empty message.
  public init() {}
}
