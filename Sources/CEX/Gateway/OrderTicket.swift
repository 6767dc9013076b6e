import FixedPoint
import TradingModel

/// An order as it is asked for, amounts in base units.
public struct OrderTicket: Sendable {
  /// Unified symbol.
  public var symbol: String
  /// Direction.
  public var side: Side
  /// Whether it takes the best price instead of naming one.
  public var isMarket: Bool
  /// How much, in base units.
  public var amount: Quantity?
  /// How much to spend or receive, in quote units, instead of ``amount``.
  public var cost: Money?
  /// Limit price.
  public var price: Price?
  /// The caller's id.
  public var clientOrderID: String?
  /// How long it stays; nil for the venue's default, which is good till cancelled.
  public var timeInForce: TimeInForce?
  /// When a good-till-date order ends, in milliseconds since 1970.
  public var expiresAt: Int64?
  /// Whether it must not take.
  public var postOnly = false
  /// Whether it may only reduce a position.
  public var reduceOnly = false
  /// How the account holds positions.
  public var positionMode = PositionMode.oneWay
  /// How the position is margined, where an order says it.
  public var marginMode = MarginMode.cross
  /// Waits for a price.
  public var trigger: OrderTrigger?
  /// Protection that comes with the order.
  public var stopLoss: AttachedExit?
  /// Profit-taking that comes with the order.
  public var takeProfit: AttachedExit?
  /// Distance at which it trails the market, in percent.
  public var trailingPercent: Rate?
  /// Price from which it trails.
  public var trailingActivation: Price?
  /// Whether it closes the whole position instead of an amount.
  public var closePosition = false
  /// What happens when it would meet the account's own order.
  public var selfTradePrevention: SelfTradePrevention?
  /// The part shown in the book, in base units.
  public var icebergAmount: Quantity?
  /// Whether it is only to be checked.
  public var isTest = false

  /// An order.
  public init(symbol: String, side: Side, isMarket: Bool) {
    self.symbol = symbol
    self.side = side
    self.isMarket = isMarket
  }

  /// Whether the venue keeps it apart until a price is reached.
  var isConditional: Bool { trigger != nil || trailingPercent != nil || closePosition }

  /// The position it works on in hedge mode: what it opens, or what a reducing one closes.
  var positionSide: PositionSide { (side == .buy) != reduceOnly ? .long : .short }
}
