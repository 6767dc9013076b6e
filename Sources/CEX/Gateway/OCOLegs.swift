import FixedPoint
import TradingModel

/// The two exits of an OCO order, fitted.
struct OCOLegs {
  let size: Decimal18
  let stopLoss: AttachedExit
  /// Without a trigger it rests in the book at its price.
  let takeProfit: AttachedExit

  init(_ order: OrderTicket, _ rules: InstrumentRules) throws(GatewayRefusal) {
    guard rules.isTrading else {
      throw GatewayRefusal("notTrading", "\(rules.symbol) takes no orders at the venue now")
    }
    guard let amount = order.amount else { throw .missing("amount") }
    let quantity = try rules.fitted(amount, isMarket: false)
    size = try rules.size(of: quantity)
    guard var stop = order.stopLoss, let trigger = stop.triggerPrice else {
      throw .missing("stopLoss.triggerPrice")
    }
    stop.triggerPrice = try rules.fittedTrigger(
      trigger, firesOnRise: order.side == .buy, field: "stopLoss.triggerPrice")
    if let price = stop.price {
      stop.price = try rules.fittedLimit(price, order.side, field: "stopLoss.price")
    }
    guard var profit = order.takeProfit ?? order.price.map({ AttachedExit(price: $0) }) else {
      throw .missing("takeProfit", "or price, for a profit that rests in the book")
    }
    if let trigger = profit.triggerPrice {
      profit.triggerPrice = try rules.fittedTrigger(
        trigger, firesOnRise: order.side == .sell, field: "takeProfit.triggerPrice")
    }
    if let price = profit.price {
      profit.price = try rules.fittedLimit(price, order.side, field: "takeProfit.price")
    }
    guard let low = stop.triggerPrice, let high = profit.triggerPrice ?? profit.price else {
      throw .missing("takeProfit.price")
    }
    guard order.side == .sell ? low < high : low > high else {
      throw .invalid("stopLoss.triggerPrice", "is on the wrong side of the take-profit")
    }
    try rules.checkNotional(quantity, at: min(low, high))
    stopLoss = stop
    takeProfit = profit
  }
}
