import FixedPoint
import TradingModel

/// The hard limits on orders.
enum OrderCheck {
  /// Worth of an order in the reporting currency at the dearer of limit and reference price.
  static func notional(
    _ order: Order, _ context: RiskContext, quantity: Quantity
  ) throws(Denial) -> Money {
    guard let reference = context.referencePrice else {
      throw .missingPrice("the reference price of \(context.instrument.symbol)")
    }
    guard let quote = context.quotePriceInReporting else {
      throw .missingPrice("the reporting price of the quote asset")
    }
    guard reference.isPositive, quote.isPositive else { throw .outOfRange("price") }
    let price = max(order.price ?? reference, reference)
    guard let inQuote = price.timesIfFits(quantity, rounding: .up),
      let worth = inQuote.value.multipliedIfFits(by: quote.value, rounding: .up)
    else { throw .outOfRange("notional") }
    return Money(worth)
  }

  /// Holds an order against the limits; throws the first it passes.
  static func check(
    _ order: Order, _ context: RiskContext, _ limits: RiskLimits, notional: Money?,
    isReducing: Bool
  ) throws(Denial) {
    guard order.quantity.isPositive else { throw .outOfRange("quantity") }
    guard order.instrument == context.instrument.id else {
      throw .notAllowed("an order of another instrument than its context")
    }
    if let venues = limits.allowedVenues, !venues.contains(context.instrument.venue) {
      throw .notAllowed("venue \(context.instrument.venue)")
    }
    let base = context.instrument.base
    if let limit = limits.maximumOrderQuantity.first(where: { $0.asset == base }),
      order.quantity > limit.maximum
    {
      throw over("maximumOrderQuantity", order.quantity, limit.maximum)
    }
    if let limit = limits.maximumOrderNotional {
      guard let notional else { throw .missingPrice("the value of the order") }
      if notional > limit { throw over("maximumOrderNotional", notional, limit) }
    }
    try checkCollar(order, context, limits.priceCollar)
    if isReducing, order.quantity <= context.currentPosition.magnitude { return }
    guard let notional else { throw .missingPrice("the value of the order") }
    try checkEquity(context, limits, notional: notional)
    try checkPosition(order, context, limits)
  }

  private static func checkCollar(
    _ order: Order, _ context: RiskContext, _ collar: Rate?
  ) throws(Denial) {
    guard let collar, let price = order.price else { return }
    guard let reference = order.trigger?.price ?? context.referencePrice else {
      throw .missingPrice("the reference price of \(context.instrument.symbol)")
    }
    guard let width = reference.timesIfFits(collar, rounding: .down) else {
      throw .outOfRange("price")
    }
    let isOutside =
      order.side == .buy
      ? price.subtracting(reference).map { $0 > width } ?? true
      : reference.subtracting(price).map { $0 > width } ?? true
    if isOutside { throw .priceCollar(price: price, reference: reference, collar: collar) }
  }

  private static func checkEquity(
    _ context: RiskContext, _ limits: RiskLimits, notional: Money
  ) throws(Denial) {
    guard let multiple = limits.maximumEquityMultiple else { return }
    guard let equity = context.equity else { throw .missingPrice("equity") }
    guard let most = equity.timesIfFits(multiple, rounding: .down) else {
      throw .outOfRange("equity")
    }
    if notional > most { throw over("maximumEquityMultiple", notional, most) }
  }

  private static func checkPosition(
    _ order: Order, _ context: RiskContext, _ limits: RiskLimits
  ) throws(Denial) {
    let isPerpetual = context.instrument.market == .perp
    let leverage = isPerpetual ? limits.maximumLeverage : nil
    guard limits.maximumPositionNotional != nil || leverage != nil else { return }
    guard let after = context.exposureAfter(order) else { throw .outOfRange("position") }
    let worth = try notional(order, context, quantity: after.magnitude)
    if let limit = limits.maximumPositionNotional, worth > limit {
      throw over("maximumPositionNotional", worth, limit)
    }
    guard let leverage else { return }
    guard let equity = context.equity else { throw .missingPrice("equity") }
    guard let most = equity.timesIfFits(leverage, rounding: .down),
      let total = worth.adding(context.otherNotional)
    else { throw .outOfRange("leverage") }
    if total > most { throw over("maximumLeverage", total, most) }
  }

  static func over(_ name: String, _ value: some ExactNumber, _ limit: some ExactNumber) -> Denial {
    .overLimit(name: name, value: value.value, limit: limit.value)
  }
}
