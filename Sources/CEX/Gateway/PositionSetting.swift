import FixedPoint
import TradingModel

/// A change of how positions are held.
public enum PositionSetting: Sendable {
  /// Leverage of an instrument.
  case leverage(symbol: String, Rate, MarginMode, PositionMode)
  /// Margin mode of an instrument or, where the venue knows only that, of the account; some venues
  /// take it with the leverage.
  case marginMode(symbol: String?, MarginMode, leverage: Rate?)
  /// Position mode of the account, or of an instrument.
  case positionMode(symbol: String?, PositionMode)
  /// Margin added to or taken from an isolated position, in quote units.
  case margin(symbol: String, Money, isAddition: Bool, PositionSide?)
}
