import TradingModel

/// Market data in the order of time.
public protocol MarketFeed {
  /// The instant of the next update; nil at the end.
  var nextTime: Timestamp? { get }
  /// The next update; nil at the end.
  mutating func next() -> MarketUpdate?
}
