import FixedPoint

/// Buys or sells on an exchange.
public struct TradeAction: Hashable, Codable, Sendable {
  /// The exchange's name.
  public var venue: String
  /// Spot or perpetual.
  public var market: Market
  /// Unified symbol.
  public var pair: String
  /// Buy or sell.
  public var side: Side
  /// How it executes.
  public var type: OrderType
  /// Base units.
  public var quantity: AmountExpression
  /// Limit price.
  public var price: PriceExpression?
  /// How long it stays; nil for the type's default (GTC for limits, IOC for market).
  public var timeInForce: TimeInForce?
  /// When a GTD order expires.
  public var expiresAt: Timestamp?
  /// Refused if it would take liquidity.
  public var postOnly = false
  /// May only shrink a position.
  public var reduceOnly = false
  /// Condition of a triggered type.
  public var trigger: Trigger?
  /// Protection attached to the position.
  public var protection: TradingStop?
  /// Margin mode of a perpetual.
  public var marginMode: MarginMode = .cross
  /// Conditions of this action.
  public var requirements = Requirements()

  /// Describes a trade.
  public init(
    venue: String, market: Market, pair: String, side: Side, type: OrderType,
    quantity: AmountExpression, price: PriceExpression? = nil
  ) {
    self.venue = venue
    self.market = market
    self.pair = pair
    self.side = side
    self.type = type
    self.quantity = quantity
    self.price = price
  }
}
