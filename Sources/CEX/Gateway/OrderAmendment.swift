import FixedPoint
import TradingModel

/// A change of a resting order.
public struct OrderAmendment: Sendable {
  /// The order.
  public var selection: OrderSelection
  /// Its direction, where the venue asks for it again.
  public var side: Side?
  /// Its new total amount, fills included, in base units; nil to keep.
  public var amount: Quantity?
  /// Its new limit price; nil to keep.
  public var price: Price?
  /// Its new trigger; nil to keep.
  public var trigger: OrderTrigger?
  /// The id of the order that replaces it, where the venue gives it a new one.
  public var newClientOrderID: String?
}

extension OrderAmendment {
  /// A price on the tick, to the safer side where the direction is known; otherwise it must fit.
  func fitted(_ price: Price, _ rules: InstrumentRules) throws(GatewayRefusal) -> Price {
    if let side { return try rules.fittedLimit(price, side) }
    let floor = try rules.fitted(price, .floor)
    guard floor == price else {
      throw .missing("side", "price \(price) is between ticks of \(rules.tick)")
    }
    return floor
  }

  /// A trigger price on the tick.
  func fitted(_ trigger: OrderTrigger, _ rules: InstrumentRules) throws(GatewayRefusal) -> Price {
    if let side {
      return try rules.fittedTrigger(
        trigger.price, firesOnRise: trigger.firesOnRise(side), field: "trigger.price")
    }
    return try fitted(trigger.price, rules)
  }
}
