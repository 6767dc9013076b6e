import FixedPoint
import TradingModel

extension InstrumentRules {
  /// An amount floored to the step and within the venue's limits.
  func fitted(_ amount: Quantity, isMarket: Bool) throws(GatewayRefusal) -> Quantity {
    guard amount.isPositive, step.isPositive,
      let quantity = amount.roundedIfFits(toMultipleOf: step, rounding: .floor)
    else { throw .invalid("amount", "is not above zero, or too large") }
    guard quantity.isPositive, quantity >= minimumQuantity else {
      throw GatewayRefusal(
        "belowMinimumQuantity",
        "amount \(quantity) after rounding down to the step \(step) is below the minimum"
          + " \(max(minimumQuantity, step)) of \(symbol)"
      )
    }
    let maximum = isMarket ? maximumMarketQuantity ?? maximumQuantity : maximumQuantity
    if let maximum, quantity > maximum {
      throw GatewayRefusal(
        "aboveMaximumQuantity", "amount \(quantity) is above the maximum \(maximum) of \(symbol)")
    }
    return quantity
  }

  /// A fitted amount in the venue's own unit: contracts where it counts those.
  func size(of quantity: Quantity) throws(GatewayRefusal) -> Decimal18 {
    if contractSize.value == .one { return quantity.value }
    guard let contracts = quantity.value.divided(by: contractSize.value, rounding: .down),
      contracts.isPositive,
      contracts.multipliedIfFits(by: contractSize.value, rounding: .down) == quantity.value
    else {
      throw GatewayRefusal(
        "notContractMultiple",
        "amount \(quantity) is no whole number of contract steps of \(contractSize) \(base)")
    }
    return contracts
  }

  /// A price on a multiple of the tick.
  func fitted(
    _ price: Price, _ rounding: Rounding, field: String = "price"
  ) throws(GatewayRefusal) -> Price {
    guard price.isPositive, tick.isPositive,
      let result = price.roundedIfFits(toMultipleOf: tick, rounding: rounding), result.isPositive
    else { throw .invalid(field, "is not above zero after rounding to the tick \(tick)") }
    return result
  }

  /// A limit price that never pays more or takes less than asked.
  func fittedLimit(
    _ price: Price, _ side: Side, field: String = "price"
  ) throws(GatewayRefusal) -> Price {
    try fitted(price, side == .buy ? .floor : .ceiling, field: field)
  }

  /// A trigger rounded to the side that fires earlier.
  func fittedTrigger(
    _ price: Price, firesOnRise: Bool, field: String
  ) throws(GatewayRefusal) -> Price {
    try fitted(price, firesOnRise ? .floor : .ceiling, field: field)
  }

  /// Refuses an order worth less than the venue accepts.
  func checkNotional(_ quantity: Quantity, at price: Price) throws(GatewayRefusal) {
    guard minimumNotional.isPositive else { return }
    guard let notional = price.timesIfFits(quantity, rounding: .floor) else {
      throw .invalid("amount", "times price is too large")
    }
    try checkNotional(notional)
  }

  /// Refuses an order worth less than the venue accepts.
  func checkNotional(_ notional: Money) throws(GatewayRefusal) {
    guard notional >= minimumNotional else {
      throw GatewayRefusal(
        "belowMinimumNotional",
        "order value \(notional) is below the minimum \(minimumNotional) \(quote) of \(symbol)")
    }
  }
}
