import FixedPoint

/// An order as it goes to a venue: every number already normalised to the instrument's rules.
public struct Order: Hashable, Codable, Sendable {
  /// The core's number.
  public let id: OrderID
  /// The id the venue is given.
  public let clientOrderID: ClientOrderID
  /// What is traded.
  public let instrument: InstrumentID
  /// Buy or sell.
  public let side: Side
  /// How it executes.
  public let type: OrderType
  /// Base units, a multiple of the step, positive.
  public var quantity: Quantity
  /// Limit price, a multiple of the tick; nil for market types.
  public var price: Price?
  /// How long it stays.
  public let timeInForce: TimeInForce
  /// When a good-till-date order expires.
  public var expiresAt: Timestamp?
  /// Refused by the venue if it would take liquidity.
  public let postOnly: Bool
  /// May only shrink a position.
  public let reduceOnly: Bool
  /// The condition of a triggered type.
  @Seldom public var trigger: Trigger?
  /// Protection to attach to the position once filled.
  @Seldom public var protection: TradingStop?
  /// Margin mode of a perpetual order.
  public let marginMode: MarginMode

  /// Describes an order.
  public init(
    id: OrderID, clientOrderID: ClientOrderID, instrument: InstrumentID, side: Side,
    type: OrderType, quantity: Quantity, price: Price? = nil, timeInForce: TimeInForce = .gtc,
    expiresAt: Timestamp? = nil, postOnly: Bool = false, reduceOnly: Bool = false,
    trigger: Trigger? = nil, protection: TradingStop? = nil, marginMode: MarginMode = .cross
  ) {
    self.id = id
    self.clientOrderID = clientOrderID
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
}
