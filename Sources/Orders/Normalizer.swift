import FixedPoint
import TradingModel

/// Makes a request fit its instrument: prices to the tick, quantity to the step, never in the
/// direction of more risk. Applying it twice changes nothing.
public enum Normalizer {
  /// The request with every number a venue would accept.
  ///
  /// Quantity is floored to the step. A buy's limit price is floored to the tick and a sell's
  /// raised, so that it never pays more or takes less than asked. Triggers are rounded to the side
  /// that fires earlier. A reduce-only order need not reach the minimum notional.
  ///
  /// - Parameter referencePrice: values an order without a price of its own, quote per base.
  /// - Throws: ``NormalizationError`` when no such request exists.
  public static func normalized(
    _ request: OrderRequest, referencePrice: Price?
  ) throws(NormalizationError) -> OrderRequest {
    var result = request
    try normalize(&result, referencePrice: referencePrice)
    return result
  }

  /// Does to a request in place what ``normalized(_:referencePrice:)`` answers. A request that
  /// throws is left half done.
  public static func normalize(
    _ request: inout OrderRequest, referencePrice: Price?
  ) throws(NormalizationError) {
    try checkFields(request)
    guard request.quantity.isPositive else {
      throw .quantityNotPositive(request.quantity)
    }
    guard
      let quantity = request.quantity.roundedIfFits(
        toMultipleOf: request.instrument.step, rounding: .floor)
    else { throw .outOfRange("step") }
    request.quantity = quantity
    guard quantity.isPositive, quantity >= request.instrument.minimumQuantity else {
      throw .belowMinimumQuantity(
        quantity: quantity,
        minimum: max(request.instrument.minimumQuantity, request.instrument.step))
    }
    let ceiling = Quantity(100_000_000_000_000_000)
    guard quantity <= ceiling else { throw .outOfRange("quantity") }
    if let maximum = request.instrument.maximumQuantity, quantity > maximum {
      throw .aboveMaximumQuantity(quantity: quantity, maximum: maximum)
    }
    if let price = request.price {
      request.price = try rounded(
        price, tick: request.instrument.tick, rounding: request.side == .buy ? .floor : .ceiling)
    }
    if let trigger = request.trigger {
      let isProfit = request.type == .takeProfit || request.type == .takeProfitLimit
      request.trigger = try rounded(
        trigger, tick: request.instrument.tick, side: request.side, isProfit: isProfit)
    }
    guard request.protection != nil else {
      return try checkNotional(request, referencePrice: referencePrice)
    }
    request.protection = try rounded(
      request.protection, tick: request.instrument.tick, side: request.side.opposite)
    try checkNotional(request, referencePrice: referencePrice)
  }

  private static func checkFields(_ request: OrderRequest) throws(NormalizationError) {
    if request.type.needsPrice {
      guard request.price != nil else { throw .priceMissing }
    } else if request.price != nil {
      throw .fieldNotAllowed("price")
    }
    if request.type.isTriggered {
      guard request.trigger != nil else { throw .triggerMissing }
    } else if request.trigger != nil {
      throw .fieldNotAllowed("trigger")
    }
    if request.timeInForce == .gtd {
      guard request.expiresAt != nil else { throw .expiryMissing }
    } else if request.expiresAt != nil {
      throw .fieldNotAllowed("expiresAt")
    }
    if request.postOnly {
      let isImmediate = request.timeInForce == .ioc || request.timeInForce == .fok
      guard request.type.needsPrice, !isImmediate else { throw .fieldNotAllowed("postOnly") }
    }
    guard request.instrument.market == .spot else { return }
    if request.reduceOnly { throw .fieldNotAllowed("reduceOnly") }
    if request.protection != nil { throw .fieldNotAllowed("protection") }
    if request.marginMode == .isolated { throw .fieldNotAllowed("marginMode") }
  }

  private static func checkNotional(
    _ request: OrderRequest, referencePrice: Price?
  ) throws(NormalizationError) {
    let minimum = request.instrument.minimumNotional
    guard !request.reduceOnly, minimum.isPositive else { return }
    guard let price = request.price ?? request.trigger?.price ?? referencePrice else {
      throw .priceMissing
    }
    guard price.isPositive else { throw .priceNotPositive(price) }
    guard let notional = price.timesIfFits(request.quantity, rounding: .floor) else {
      throw .outOfRange("notional")
    }
    guard notional >= minimum else {
      throw .belowMinimumNotional(notional: notional, minimum: minimum)
    }
  }

  private static func rounded(
    _ price: Price, tick: Price, rounding: Rounding
  ) throws(NormalizationError) -> Price {
    guard price.isPositive else { throw .priceNotPositive(price) }
    guard let result = price.roundedIfFits(toMultipleOf: tick, rounding: rounding) else {
      throw .outOfRange("price")
    }
    guard result.isPositive else { throw .priceNotPositive(result) }
    return result
  }

  /// A selling stop fires on the way down and is raised; a selling take-profit fires on the way up
  /// and is lowered; buying ones the other way round.
  private static func rounded(
    _ trigger: Trigger, tick: Price, side: Side, isProfit: Bool
  ) throws(NormalizationError) -> Trigger {
    let firesOnFall = (side == .sell) != isProfit
    let price = try rounded(trigger.price, tick: tick, rounding: firesOnFall ? .ceiling : .floor)
    return Trigger(price: price, reference: trigger.reference)
  }

  private static func rounded(
    _ protection: TradingStop?, tick: Price, side: Side
  ) throws(NormalizationError) -> TradingStop? {
    guard var result = protection else { return nil }
    if let stop = result.stopLoss {
      result.stopLoss = try rounded(stop, tick: tick, side: side, isProfit: false)
    }
    if let profit = result.takeProfit {
      result.takeProfit = try rounded(profit, tick: tick, side: side, isProfit: true)
    }
    return result
  }
}
