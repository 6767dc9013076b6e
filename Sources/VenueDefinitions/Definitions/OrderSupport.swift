import TradingModel

/// Which orders a market accepts.
public struct OrderSupport: Hashable, Sendable {
  /// The market.
  public var market: Market
  /// Order types.
  public var types: [OrderType]
  /// Times in force.
  public var timeInForce: [TimeInForce]
  /// Whether an order may refuse to take liquidity.
  public var postOnly: Bool
  /// Whether an order may refuse to open a position.
  public var reduceOnly: Bool
  /// Longest client order id, in characters.
  public var clientOrderIDLength: Int

  /// Describes it.
  public init(
    market: Market,
    types: [OrderType],
    timeInForce: [TimeInForce],
    postOnly: Bool,
    reduceOnly: Bool,
    clientOrderIDLength: Int
  ) {
    self.market = market
    self.types = types
    self.timeInForce = timeInForce
    self.postOnly = postOnly
    self.reduceOnly = reduceOnly
    self.clientOrderIDLength = clientOrderIDLength
  }
}
