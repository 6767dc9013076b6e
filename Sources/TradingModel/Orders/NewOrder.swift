import FixedPoint

/// An order asked for by ids, as a strategy inside the process does: no plan, no names. It passes
/// the same normaliser, risk gate, tracker and books as the trade of a plan.
public struct NewOrder: Hashable, Codable, Sendable {
  /// What is traded.
  public var instrument: InstrumentID
  /// Buy or sell.
  public var side: Side
  /// How it executes.
  public var type: OrderType
  /// Base units, before they are normalised.
  public var quantity: Quantity
  /// Limit price, quote per base; nil for market types.
  public var price: Price?
  /// How long it stays.
  public var timeInForce: TimeInForce
  /// Refused by the venue if it would take liquidity.
  public var postOnly: Bool
  /// May only shrink a position.
  public var reduceOnly: Bool

  /// Describes an order to come.
  public init(
    instrument: InstrumentID, side: Side, type: OrderType, quantity: Quantity,
    price: Price? = nil, timeInForce: TimeInForce = .gtc, postOnly: Bool = false,
    reduceOnly: Bool = false
  ) {
    self.instrument = instrument
    self.side = side
    self.type = type
    self.quantity = quantity
    self.price = price
    self.timeInForce = timeInForce
    self.postOnly = postOnly
    self.reduceOnly = reduceOnly
  }
}
