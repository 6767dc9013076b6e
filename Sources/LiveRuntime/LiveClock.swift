import TradingModel

/// What time it is for a live engine.
public protocol LiveClock: Sendable {
  /// The present instant; never earlier than one told before.
  var now: Timestamp { get }
}
