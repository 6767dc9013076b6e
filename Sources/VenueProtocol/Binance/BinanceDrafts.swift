import FixedPoint
import TradingModel

/// Reads order parameters: which are needed, which exclude each other, how they are spelled.
enum BinanceDrafts {
  /// Order types of spot, and of futures' conditional book.
  private static let spotTypes: [String: OrderType] = [
    "LIMIT": .limit, "LIMIT_MAKER": .limit, "MARKET": .market, "STOP_LOSS": .stop,
    "STOP_LOSS_LIMIT": .stopLimit, "TAKE_PROFIT": .takeProfit,
    "TAKE_PROFIT_LIMIT": .takeProfitLimit,
  ]
  private static let algoTypes: [String: OrderType] = [
    "STOP_MARKET": .stop, "STOP": .stopLimit, "TAKE_PROFIT_MARKET": .takeProfit,
    "TAKE_PROFIT": .takeProfitLimit,
  ]

  static func draft(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderDraft {
    let isFutures = BinanceMarket.market(call) == .perp
    guard let spelled = call["type"] else { throw BinanceFailures.missing("type") }
    let type: OrderType
    if isFutures {
      if algoTypes[spelled] != nil || spelled == "TRAILING_STOP_MARKET" {
        throw VenueFailure(
          -4120,
          "Order type not supported for this endpoint. Please use the Algo Order API endpoints "
            + "instead.")
      }
      guard spelled == "LIMIT" || spelled == "MARKET" else {
        throw VenueFailure(-1116, "Invalid orderType.")
      }
      type = spelled == "LIMIT" ? .limit : .market
    } else {
      guard let known = spotTypes[spelled] else { throw VenueFailure(-1116, "Invalid orderType.") }
      type = known
    }
    var draft = try common(state, call, type, client: "newClientOrderId")
    draft.postOnly = draft.postOnly || spelled == "LIMIT_MAKER"
    if type.isTriggered {
      guard let stop = call["stopPrice"].flatMap({ Price($0) }) else {
        throw BinanceFailures.missing("stopPrice")
      }
      draft.trigger = Trigger(price: stop, reference: .last)
    }
    return draft
  }

  /// An order of futures' conditional book.
  static func algoDraft(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderDraft {
    guard let spelled = call["type"] else { throw BinanceFailures.missing("type") }
    guard let type = algoTypes[spelled] else { throw VenueFailure(-1116, "Invalid orderType.") }
    guard call["algoType"] == "CONDITIONAL" else {
      throw BinanceFailures.missing("algoType")
    }
    guard let stop = call["triggerPrice"].flatMap({ Price($0) }) else {
      throw BinanceFailures.missing("triggerPrice")
    }
    var draft = try common(state, call, type, client: "clientAlgoId")
    draft.isConditional = true
    draft.trigger = Trigger(
      price: stop, reference: call["workingType"] == "MARK_PRICE" ? .mark : .last)
    return draft
  }

  private static func common(
    _ state: VenueServerState, _ call: VenueCall, _ type: OrderType, client: String
  ) throws(VenueFailure) -> OrderDraft {
    let feed = try BinanceMarket.feed(state, call)
    let wallet = BinanceOrders.wallet(call)
    guard let side = call["side"] else { throw BinanceFailures.missing("side") }
    guard side == "BUY" || side == "SELL" else { throw VenueFailure(-1117, "Invalid side.") }
    var draft = OrderDraft(
      wallet: wallet, feed: feed, side: side == "BUY" ? .buy : .sell, type: type)
    draft.spelledType = call["type"] ?? ""
    draft.clientID = call[client] ?? "sim\(state.number + 1)"
    guard draft.clientID.utf8.count <= 36, draft.clientID.utf8.allSatisfy(isAllowed) else {
      throw VenueFailure(
        -1100,
        "Illegal characters found in parameter '\(client)'; legal range is "
          + "'^[a-zA-Z0-9-_]{1,36}$'.")
    }
    try readAmounts(&draft, call)
    try readTimeInForce(&draft, call)
    draft.reduceOnly = call.flag("reduceOnly")
    if wallet == .binanceFutures {
      if let side = call["positionSide"], side != "BOTH" {
        throw VenueFailure(-4061, "Order's position side does not match user's setting.")
      }
      draft.marginMode = state.wallet(call.account, wallet).marginModes[feed] ?? .cross
    }
    return draft
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3a, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x2f, 0x5f: true
    default: false
    }
  }

  private static func readAmounts(
    _ draft: inout OrderDraft, _ call: VenueCall
  ) throws(VenueFailure) {
    if draft.type.needsPrice {
      guard let price = call["price"].flatMap({ Price($0) }) else {
        throw BinanceFailures.missing("price")
      }
      draft.price = price
    } else if call["price"] != nil, draft.type == .market {
      throw VenueFailure(-1106, "Parameter 'price' sent when not required.")
    }
    if call.flag("closePosition") {
      guard call["quantity"] == nil, call["reduceOnly"] == nil else {
        throw VenueFailure(-4136, "Target strategy invalid for orderType, closePosition true.")
      }
      draft.closePosition = true
      return
    }
    if let quantity = call["quantity"] {
      guard let quantity = Quantity(quantity) else {
        throw VenueFailure(
          -1111, "Parameter 'quantity' has too much precision.")
      }
      guard quantity.isPositive else {
        throw draft.wallet == .binanceSpot
          ? VenueFailure(-1013, "Filter failure: LOT_SIZE")
          : VenueFailure(-4003, "Quantity less than or equal to zero.")
      }
      draft.quantity = quantity
    } else if draft.type == .market, draft.wallet == .binanceSpot,
      let money = call["quoteOrderQty"].flatMap({ Money($0) })
    {
      draft.quoteQuantity = money
    } else {
      throw BinanceFailures.missing("quantity")
    }
  }

  private static func readTimeInForce(
    _ draft: inout OrderDraft, _ call: VenueCall
  ) throws(VenueFailure) {
    let isMaker = draft.spelledType == "LIMIT_MAKER"
    guard draft.type.needsPrice, !isMaker else {
      draft.spelledTimeInForce = "GTC"
      return
    }
    guard let text = call["timeInForce"] ?? (draft.type == .limit ? nil : "GTC") else {
      throw BinanceFailures.missing("timeInForce")
    }
    draft.spelledTimeInForce = text
    switch (text, draft.wallet) {
    case ("GTC", _): break
    case ("IOC", _): draft.timeInForce = .ioc
    case ("FOK", _): draft.timeInForce = .fok
    case ("GTX", .binanceFutures): draft.postOnly = true
    case ("GTD", .binanceFutures):
      guard let end = call.time("goodTillDate") else {
        throw BinanceFailures.missing("goodTillDate")
      }
      draft.timeInForce = .gtd
      draft.expiresAt = end
      draft.labels["goodTillDate"] = call["goodTillDate"]
    default: throw VenueFailure(-1115, "Invalid timeInForce.")
    }
  }
}
