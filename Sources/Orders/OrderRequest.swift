import FixedPoint
import TradingModel

/// What is asked of an instrument before its rules were applied; ``Normalizer`` makes it fit.
public struct OrderRequest: Hashable, Sendable {
  /// The instrument with the rules in force.
  public var instrument: Instrument
  /// Buy or sell.
  public var side: Side
  /// How it executes.
  public var type: OrderType
  /// Base units.
  public var quantity: Quantity
  /// Limit price, quote per base; nil for market types.
  public var price: Price?
  /// How long it stays.
  public var timeInForce: TimeInForce
  /// When a good-till-date order expires.
  public var expiresAt: Timestamp?
  /// Refused by the venue if it would take liquidity.
  public var postOnly: Bool
  /// May only shrink a position.
  public var reduceOnly: Bool
  /// The condition of a triggered type.
  @Seldom public var trigger: Trigger?
  /// Protection to attach to the position once filled.
  @Seldom public var protection: TradingStop?
  /// Margin mode of a perpetual order.
  public var marginMode: MarginMode

  /// Describes a request.
  public init(
    instrument: Instrument, side: Side, type: OrderType, quantity: Quantity, price: Price? = nil,
    timeInForce: TimeInForce = .gtc, expiresAt: Timestamp? = nil, postOnly: Bool = false,
    reduceOnly: Bool = false, trigger: Trigger? = nil, protection: TradingStop? = nil,
    marginMode: MarginMode = .cross
  ) {
    self.instrument = instrument
    self.side = side
    self.type = type
    self.quantity = quantity
    self.price = price
    self.timeInForce = timeInForce
    self.expiresAt = expiresAt
    self.postOnly = postOnly
    self.reduceOnly = reduceOnly
    self.trigger = trigger
    self.protection = protection
    self.marginMode = marginMode
  }

  /// The order with this request's terms under the ids given.
  public func order(id: OrderID, clientOrderID: ClientOrderID) -> Order {
    Order(
      id: id, clientOrderID: clientOrderID, instrument: instrument.id, side: side, type: type,
      quantity: quantity, price: price, timeInForce: timeInForce, expiresAt: expiresAt,
      postOnly: postOnly, reduceOnly: reduceOnly, trigger: trigger, protection: protection,
      marginMode: marginMode)
  }
}
