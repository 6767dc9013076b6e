import FixedPoint
import TradingModel

/// An order whose every number its venue accepts.
struct FittedOrder: Sendable {
  /// The order with fitted numbers.
  var ticket: OrderTicket
  /// The instrument.
  let rules: InstrumentRules
  /// The amount in the venue's unit; nil for an order by cost or one that closes a position.
  var size: Decimal18?

  /// Fits an order to its instrument, never towards more risk.
  init(_ order: OrderTicket, _ rules: InstrumentRules) throws(GatewayRefusal) {
    guard rules.isTrading else {
      throw GatewayRefusal("notTrading", "\(rules.symbol) takes no orders at the venue now")
    }
    ticket = order
    self.rules = rules
    try checkFields()
    if let amount = order.amount {
      let quantity = try rules.fitted(amount, isMarket: order.isMarket)
      ticket.amount = quantity
      size = try rules.size(of: quantity)
    }
    if let price = order.price { ticket.price = try rules.fittedLimit(price, order.side) }
    if let trigger = order.trigger {
      ticket.trigger?.price = try rules.fittedTrigger(
        trigger.price, firesOnRise: trigger.firesOnRise(order.side), field: "trigger.price")
      let isExit = trigger.kind != .entry && rules.market == .perp
      if isExit { ticket.reduceOnly = true }
    }
    try fitExits()
    try checkValue()
  }

  /// Writes size and limit price by the names a venue gives them, with the digits its instrument
  /// asks for; what stands between the two is the venue's own.
  func write<Writer: ParameterWriter>(
    _ sizeName: StaticString, price priceName: StaticString, _ writer: inout Writer,
    between: (inout Writer) -> Void
  ) {
    if let size { writer.field(sizeName, size, leastDecimals: rules.sizeDecimals) }
    between(&writer)
    guard let price = ticket.price else { return }
    writer.field(priceName, price.value, leastDecimals: rules.priceDecimals)
  }

  private mutating func fitExits() throws(GatewayRefusal) {
    let exit = ticket.side.opposite
    ticket.stopLoss = try fitted(ticket.stopLoss, exit, firesOnRise: exit == .buy, "stopLoss")
    ticket.takeProfit = try fitted(
      ticket.takeProfit, exit, firesOnRise: exit == .sell, "takeProfit")
    if let activation = ticket.trailingActivation {
      ticket.trailingActivation = try rules.fitted(
        activation, ticket.side == .buy ? .floor : .ceiling, field: "trailingActivation")
    }
    if let iceberg = ticket.icebergAmount {
      let shown = try rules.fitted(iceberg, isMarket: false)
      guard let amount = ticket.amount, shown <= amount else {
        throw .invalid("icebergAmount", "is above the amount")
      }
      ticket.icebergAmount = shown
    }
  }

  private func fitted(
    _ exit: AttachedExit?, _ side: Side, firesOnRise: Bool, _ field: String
  ) throws(GatewayRefusal) -> AttachedExit? {
    guard var result = exit else { return nil }
    guard let trigger = result.triggerPrice else { throw .missing("\(field).triggerPrice") }
    result.triggerPrice = try rules.fittedTrigger(
      trigger, firesOnRise: firesOnRise, field: "\(field).triggerPrice")
    if let price = result.price {
      result.price = try rules.fittedLimit(price, side, field: "\(field).price")
    }
    return result
  }

  private mutating func checkValue() throws(GatewayRefusal) {
    if let cost = ticket.cost {
      guard
        let rounded = cost.roundedIfFits(toMultipleOf: rules.quoteStep, rounding: .floor),
        rounded.isPositive
      else { throw .invalid("cost", "is not above zero after rounding to \(rules.quoteStep)") }
      ticket.cost = rounded
      try rules.checkNotional(rounded)
    }
    guard let quantity = ticket.amount, !ticket.reduceOnly,
      let price = ticket.price ?? ticket.trigger?.price
    else { return }
    try rules.checkNotional(quantity, at: price)
  }
}
