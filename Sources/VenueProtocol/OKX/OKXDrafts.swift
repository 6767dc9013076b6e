import FixedPoint
import JSON
import TradingModel

/// Reads the parameters of a new order.
enum OKXDrafts {
  static func draft(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderDraft {
    var draft = try common(state, call)
    let rules = state.markets.feeds[draft.feed].instrument
    guard let spelled = call["ordType"] else { throw OKXFailures.parameter("ordType") }
    switch spelled {
    case "market": draft.type = .market
    case "limit": draft.type = .limit
    case "post_only":
      draft.postOnly = true
      draft.cancelsCrossingPostOnly = true
    case "ioc": draft.timeInForce = .ioc
    case "fok": draft.timeInForce = .fok
    case "optimal_limit_ioc":
      draft.type = .market
    default: throw OKXFailures.parameter("ordType")
    }
    draft.spelledType = spelled
    if draft.type == .limit {
      guard let price = call["px"].flatMap({ Price($0) }) else { throw OKXFailures.parameter("px") }
      draft.price = price
    }
    let isQuote =
      rules.market == .spot && draft.type == .market && draft.side == .buy
      && call["tgtCcy"] != "base_ccy" || call["tgtCcy"] == "quote_ccy"
    if isQuote, rules.market == .spot, draft.type == .market {
      draft.quoteQuantity = call["sz"].flatMap { Money($0) }
      draft.quantity = .zero
      draft.labels["tgtCcy"] = "quote_ccy"
    }
    return draft
  }

  /// What plain and algorithmic orders have in common.
  static func common(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderDraft {
    let feed = try OKXMarket.place(state, call)
    let rules = state.markets.feeds[feed].instrument
    guard let side = call["side"].flatMap({ Side(rawValue: $0) }) else {
      throw OKXFailures.parameter("side")
    }
    let mode = call["tdMode"] ?? ""
    // Spot on cross margin is taken as far as the balance goes: nothing is lent here.
    let modes = rules.market == .spot ? ["cash", "cross"] : ["cross", "isolated"]
    guard modes.contains(mode) else { throw OKXFailures.parameter("tdMode") }
    if let positionSide = call["posSide"], positionSide != "net" {
      throw OKXFailures.parameter("posSide")
    }
    let needed: KeyPermission = rules.market == .spot ? .spot : .futures
    guard call.key?.permissions.contains(needed) ?? false else {
      throw VenueFailure(
        50120, "This API key doesn't have permission to use this function", status: 401)
    }
    var draft = OrderDraft(wallet: .okxTrading, feed: feed, side: side, type: .limit)
    draft.clientID = call["clOrdId"] ?? ""
    guard draft.clientID.utf8.count <= 32, draft.clientID.utf8.allSatisfy(isAllowed) else {
      throw OKXFailures.parameter("clOrdId")
    }
    if let size = call["sz"] {
      guard let size = Quantity(size), size.isPositive,
        let quantity = OKXShapes.quantity(size, rules)
      else { throw OKXFailures.parameter("sz") }
      draft.quantity = quantity
    } else if call["closeFraction"] != "1" {
      throw OKXFailures.parameter("sz")
    }
    draft.reduceOnly = call.flag("reduceOnly") && rules.market == .perp
    draft.marginMode = mode == "isolated" ? .isolated : .cross
    draft.labels["tdMode"] = mode
    draft.labels["tag"] = call["tag"]
    return draft
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: false
    }
  }
}
