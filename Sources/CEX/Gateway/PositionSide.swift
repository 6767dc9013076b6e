import TradingModel

/// The direction of a position.
public enum PositionSide: String, Sendable, CaseIterable {
  /// Gains when the price rises.
  case long
  /// Gains when the price falls.
  case short

  /// The order side that reduces it.
  var reducingSide: Side { self == .long ? .sell : .buy }
}
