import FixedPoint
import TradingModel

/// Protection of a position as it shall be. Zero clears, nil leaves as it is.
public struct TradingStopTicket: Sendable {
  /// Unified symbol.
  public var symbol: String
  /// The position's direction, where the venue asks.
  public var positionSide: PositionSide?
  /// How the account holds positions.
  public var positionMode = PositionMode.oneWay
  /// How the position is margined.
  public var marginMode = MarginMode.cross
  /// Trigger of the stop-loss.
  public var stopLoss: Price?
  /// Trigger of the take-profit.
  public var takeProfit: Price?
  /// The part of the position protected, in base units; nil for all of it.
  public var size: Quantity?
  /// Distance of a trailing stop, in quote units.
  public var trailingDistance: Price?
  /// Price from which it trails.
  public var trailingActivation: Price?
  /// The price watched; nil for the venue's default.
  public var reference: TriggerReference?

  /// The position's direction as said, or as the two triggers show it.
  var side: PositionSide? {
    if let positionSide { return positionSide }
    guard let stopLoss, let takeProfit, stopLoss.isPositive, takeProfit.isPositive,
      stopLoss != takeProfit
    else { return nil }
    return stopLoss < takeProfit ? .long : .short
  }
}

extension TradingStopTicket {
  /// The same with prices on the tick and the size on the step; zero stays.
  func fitted(_ rules: InstrumentRules) throws(GatewayRefusal) -> TradingStopTicket {
    guard stopLoss != nil || takeProfit != nil || trailingDistance != nil else {
      throw .missing("stopLoss", "or takeProfit or trailingDistance: nothing would change")
    }
    if trailingActivation != nil, trailingDistance == nil {
      throw .missing("trailingDistance", "trailingActivation goes with it")
    }
    var result = self
    let isLong = side != .short
    if let price = stopLoss, price.isPositive {
      result.stopLoss = try rules.fitted(price, isLong ? .ceiling : .floor, field: "stopLoss")
    }
    if let price = takeProfit, price.isPositive {
      result.takeProfit = try rules.fitted(price, isLong ? .floor : .ceiling, field: "takeProfit")
    }
    if let distance = trailingDistance, distance.isPositive {
      result.trailingDistance = try rules.fitted(distance, .floor, field: "trailingDistance")
    }
    if let price = trailingActivation {
      result.trailingActivation = try rules.fitted(price, .floor, field: "trailingActivation")
    }
    if let size { result.size = try rules.fitted(size, isMarket: true) }
    return result
  }
}
