import FixedPoint
import TradingModel

/// Reads the parameters of a new order.
enum BybitDrafts {
  static func draft(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderDraft {
    let feed = try BybitMarket.feed(state, call)
    let market = state.markets.feeds[feed].instrument.market
    guard let side = call["side"], side == "Buy" || side == "Sell" else {
      throw BybitFailures.missing("side")
    }
    guard let kind = call["orderType"], kind == "Market" || kind == "Limit" else {
      throw BybitFailures.missing("orderType")
    }
    if let index = call["positionIdx"], index != "0" {
      throw VenueFailure(10001, "position idx not match position mode")
    }
    var draft = OrderDraft(
      wallet: .bybitUnified, feed: feed, side: side == "Buy" ? .buy : .sell,
      type: kind == "Market" ? .market : .limit)
    draft.spelledType = kind
    draft.clientID = call["orderLinkId"] ?? ""
    draft.reduceOnly = market == .perp && call.flag("reduceOnly")
    draft.cancelsCrossingPostOnly = true
    draft.marginMode = state.wallet(call.account, .bybitUnified).marginModes[-1] ?? .cross
    draft.labels["lastPriceOnCreated"] = state.markets.feeds[feed].last.description
    for name in ["takeProfit", "stopLoss", "tpslMode", "marketUnit"] {
      draft.labels[name] = call[name]
    }
    try readAmounts(&draft, market, state, call)
    try readTimeInForce(&draft, call)
    try readTrigger(&draft, market, state, call)
    return draft
  }

  private static func readAmounts(
    _ draft: inout OrderDraft, _ market: Market, _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) {
    if draft.type == .limit {
      guard let price = call["price"].flatMap({ Price($0) }) else {
        throw BybitFailures.missing("price")
      }
      draft.price = price
    }
    guard let text = call["qty"], let quantity = Quantity(text), !quantity.isNegative else {
      throw BybitFailures.missing("qty")
    }
    if quantity.isZero, draft.reduceOnly, call.flag("closeOnTrigger") {
      draft.closePosition = true
      return
    }
    let isQuote =
      market == .spot && draft.type == .market && call["marketUnit"] != "baseCoin"
      && (draft.side == .buy || call["marketUnit"] == "quoteCoin")
    if isQuote {
      draft.quoteQuantity = Money(quantity.value)
      draft.labels["marketUnit"] = "quoteCoin"
    } else {
      draft.quantity = quantity
    }
  }

  private static func readTimeInForce(
    _ draft: inout OrderDraft, _ call: VenueCall
  ) throws(VenueFailure) {
    if draft.type == .market {
      draft.spelledTimeInForce = "IOC"
      return
    }
    let text = call["timeInForce"] ?? "GTC"
    draft.spelledTimeInForce = text
    switch text {
    case "GTC": break
    case "IOC": draft.timeInForce = .ioc
    case "FOK": draft.timeInForce = .fok
    case "PostOnly": draft.postOnly = true
    default: throw VenueFailure(10001, "TimeInForce Invalid")
    }
  }

  /// A trigger price makes it conditional; the direction says which way the price has to come.
  private static func readTrigger(
    _ draft: inout OrderDraft, _ market: Market, _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) {
    guard let text = call["triggerPrice"] else { return }
    guard let price = Price(text), price.isPositive else {
      throw BybitFailures.missing("triggerPrice")
    }
    let last = state.markets.feeds[draft.feed].last
    var rises = price > last
    if market == .perp {
      guard let direction = call.integer("triggerDirection"), (1...2).contains(direction) else {
        throw VenueFailure(10001, "TriggerDirection invalid")
      }
      rises = direction == 1
    }
    let isStop = rises == (draft.side == .buy)
    draft.type =
      switch (isStop, draft.price == nil) {
      case (true, true): .stop
      case (true, false): .stopLimit
      case (false, true): .takeProfit
      case (false, false): .takeProfitLimit
      }
    draft.trigger = Trigger(price: price, reference: reference(call["triggerBy"]))
    draft.isConditional = true
    draft.postOnly = false
    draft.labels["triggerDirection"] = rises ? "1" : "2"
    draft.labels["stopOrderType"] = call["orderFilter"] == "tpslOrder" ? "tpslOrder" : "Stop"
    if let money = draft.quoteQuantity {
      draft.quoteQuantity = nil
      draft.quantity =
        money.divided(by: price, rounding: .down)?.roundedIfFits(
          toMultipleOf: state.markets.feeds[draft.feed].instrument.step, rounding: .down) ?? .zero
    }
  }

  static func reference(_ text: String?) -> TriggerReference {
    switch text {
    case "MarkPrice": .mark
    case "IndexPrice": .index
    default: .last
    }
  }
}
