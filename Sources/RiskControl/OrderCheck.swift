import FixedPoint
import TradingModel

/// The hard limits on orders.
enum OrderCheck {
  /// Worth of an order in the reporting currency at the dearer of limit and reference price.
  static func notional(
    _ order: Order, _ context: RiskContext, quantity: Quantity
  ) -> Result<Money, Denial> {
    guard let reference = context.referencePrice else {
      return .failure(.missingPrice("the reference price of \(context.instrument.symbol)"))
    }
    guard let quote = context.quotePriceInReporting else {
      return .failure(.missingPrice("the reporting price of the quote asset"))
    }
    guard reference.isPositive, quote.isPositive else { return .failure(.outOfRange("price")) }
    let price = max(order.price ?? reference, reference)
    guard let inQuote = price.timesIfFits(quantity, rounding: .up),
      let worth = inQuote.value.multipliedIfFits(by: quote.value, rounding: .up)
    else { return .failure(.outOfRange("notional")) }
    return .success(Money(worth))
  }

  /// The first limit an order passes, or nil.
  static func denial(
    _ order: Order, _ context: RiskContext, _ limits: RiskLimits, notional: Money?
  ) -> Denial? {
    guard order.quantity.isPositive else { return .outOfRange("quantity") }
    guard order.instrument == context.instrument.id else {
      return .notAllowed("an order of another instrument than its context")
    }
    if let venues = limits.allowedVenues, !venues.contains(context.instrument.venue) {
      return .notAllowed("venue \(context.instrument.venue)")
    }
    let base = context.instrument.base
    if let limit = limits.maximumOrderQuantity.first(where: { $0.asset == base }),
      order.quantity > limit.maximum
    {
      return over("maximumOrderQuantity", order.quantity, limit.maximum)
    }
    if let limit = limits.maximumOrderNotional {
      guard let notional else { return .missingPrice("the value of the order") }
      if notional > limit { return over("maximumOrderNotional", notional, limit) }
    }
    if let denial = collarDenial(order, context, limits.priceCollar) { return denial }
    if context.isReducing(order), order.quantity <= context.currentPosition.magnitude {
      return nil
    }
    guard let notional else { return .missingPrice("the value of the order") }
    return equityDenial(context, limits, notional: notional)
      ?? positionDenial(order, context, limits)
  }

  private static func collarDenial(
    _ order: Order, _ context: RiskContext, _ collar: Rate?
  ) -> Denial? {
    guard let collar, let price = order.price else { return nil }
    guard let reference = order.trigger?.price ?? context.referencePrice else {
      return .missingPrice("the reference price of \(context.instrument.symbol)")
    }
    guard let width = reference.timesIfFits(collar, rounding: .down) else {
      return .outOfRange("price")
    }
    let isOutside =
      order.side == .buy
      ? price.subtracting(reference).map { $0 > width } ?? true
      : reference.subtracting(price).map { $0 > width } ?? true
    return isOutside ? .priceCollar(price: price, reference: reference, collar: collar) : nil
  }

  private static func equityDenial(
    _ context: RiskContext, _ limits: RiskLimits, notional: Money
  ) -> Denial? {
    guard let multiple = limits.maximumEquityMultiple else { return nil }
    guard let equity = context.equity else { return .missingPrice("equity") }
    guard let most = equity.timesIfFits(multiple, rounding: .down) else {
      return .outOfRange("equity")
    }
    return notional > most ? over("maximumEquityMultiple", notional, most) : nil
  }

  private static func positionDenial(
    _ order: Order, _ context: RiskContext, _ limits: RiskLimits
  ) -> Denial? {
    let isPerpetual = context.instrument.market == .perp
    let leverage = isPerpetual ? limits.maximumLeverage : nil
    guard limits.maximumPositionNotional != nil || leverage != nil else { return nil }
    guard let after = context.exposureAfter(order) else { return .outOfRange("position") }
    switch notional(order, context, quantity: after.magnitude) {
    case .failure(let denial): return denial
    case .success(let worth):
      if let limit = limits.maximumPositionNotional, worth > limit {
        return over("maximumPositionNotional", worth, limit)
      }
      guard let leverage else { return nil }
      guard let equity = context.equity else { return .missingPrice("equity") }
      guard let most = equity.timesIfFits(leverage, rounding: .down),
        let total = worth.adding(context.otherNotional)
      else { return .outOfRange("leverage") }
      return total > most ? over("maximumLeverage", total, most) : nil
    }
  }

  static func over(_ name: String, _ value: some ExactNumber, _ limit: some ExactNumber) -> Denial {
    .overLimit(name: name, value: value.value, limit: limit.value)
  }
}
