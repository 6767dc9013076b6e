import FixedPoint
import JSON
import TradingModel

/// Orders of the plain books of spot and futures.
enum BinanceOrders {
  static func wallet(_ call: VenueCall) -> WalletKind {
    BinanceMarket.market(call) == .perp ? .binanceFutures : .binanceSpot
  }

  static func place(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let draft = try BinanceDrafts.draft(state, call)
    let order = try submit(draft, &state, call)
    if draft.wallet == .binanceFutures { return BinanceShapes.futuresOrder(order, state) }
    return acknowledgement(order, state, call)
  }

  static func submit(
    _ draft: OrderDraft, _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    do throws(OrderRefusal) {
      if let known = state.wallet(call.account, draft.wallet).order(clientID: draft.clientID),
        known.isOpen
      {
        state.counters.duplicates += 1
        throw OrderRefusal.duplicateClientID
      }
      return try state.place(draft, account: call.account)
    } catch {
      throw BinanceFailures.failure(error, draft.wallet)
    }
  }

  /// The answer to a new spot order in the form asked for.
  private static func acknowledgement(
    _ order: OrderRecord, _ state: VenueServerState, _ call: VenueCall
  ) -> JSONNode {
    let isPlain = ["LIMIT", "MARKET"].contains(order.spelledType)
    let form = call["newOrderRespType"] ?? (isPlain ? "FULL" : "ACK")
    let short: JSONNode = .fields {
      field("symbol", BinanceShapes.symbol(order, state))
      field("orderId", order.id)
      field("orderListId", -1)
      field("clientOrderId", order.clientID)
      field("transactTime", order.created.milliseconds)
    }
    if form == "ACK" { return short }
    let result = short.adding {
      field("price", order.price ?? .zero)
      field("origQty", order.quantity)
      field("executedQty", order.filled)
      field("origQuoteOrderQty", order.quoteQuantity ?? .zero)
      field("cummulativeQuoteQty", order.filledQuote)
      field("status", BinanceShapes.status(order.status))
      field("timeInForce", order.spelledTimeInForce)
      field("type", order.spelledType)
      field("side", order.side == .buy ? "BUY" : "SELL")
      field("workingTime", order.created.milliseconds)
      field("selfTradePreventionMode", "EXPIRE_MAKER")
    }
    if form == "RESULT" { return result }
    return result.adding {
      field("fills", BinanceShapes.fills(order, state, call.account))
    }
  }

  static func test(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    var draft = try BinanceDrafts.draft(state, call)
    draft.isTest = true
    _ = try submit(draft, &state, call)
    return .object([])
  }

  /// The order a call names by either id, in the book it asks for.
  static func named(
    _ state: VenueServerState, _ call: VenueCall, isConditional: Bool = false,
    number: String = "orderId", client: String = "origClientOrderId", missing: VenueFailure
  ) throws(VenueFailure) -> OrderRecord {
    let wallet = state.wallet(call.account, wallet(call))
    guard call[number] != nil || call[client] != nil else {
      throw VenueFailure(
        -1102, "Param '\(client)' or '\(number)' must be sent, but both were empty/null!")
    }
    let found =
      call.integer(number).map { wallet.order(id: $0) }
      ?? call[client].flatMap { wallet.order(clientID: $0) }
    guard let order = found, order.isConditional == isConditional || order.triggered != nil,
      call["symbol"] == nil || BinanceShapes.symbol(order, state) == call["symbol"]
    else { throw missing }
    return order
  }

  static func query(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let missing = VenueFailure(-2013, "Order does not exist.")
    let order = try named(state, call, missing: missing)
    guard state.sees(order.created) else { throw missing }
    return shape(order, state, call)
  }

  static func shape(_ order: OrderRecord, _ state: VenueServerState, _ call: VenueCall) -> JSONNode
  {
    wallet(call) == .binanceSpot
      ? BinanceShapes.spotOrder(order, state) : BinanceShapes.futuresOrder(order, state)
  }

  static func cancel(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let unknown = VenueFailure(-2011, "Unknown order sent.")
    _ = try BinanceMarket.feed(state, call)
    let order = try named(state, call, missing: unknown)
    if call["cancelRestrictions"] == "ONLY_NEW", order.status == .partial {
      throw VenueFailure(-2011, "Order was not canceled due to cancel restrictions.")
    }
    guard state.cancel(order.id, account: call.account, wallet: wallet(call)) else {
      throw unknown
    }
    return canceled(order.id, state, call)
  }

  private static func canceled(
    _ id: Int, _ state: VenueServerState, _ call: VenueCall
  ) -> JSONNode {
    guard let order = state.wallet(call.account, wallet(call)).order(id: id) else { return .null }
    guard wallet(call) == .binanceSpot else { return BinanceShapes.futuresOrder(order, state) }
    return .fields {
      field("symbol", BinanceShapes.symbol(order, state))
      field("origClientOrderId", order.clientID)
      field("orderId", order.id)
      field("orderListId", -1)
      field("clientOrderId", call["newClientOrderId"] ?? "cancel-\(order.id)")
      field("transactTime", state.now.milliseconds)
      field("price", order.price ?? .zero)
      field("origQty", order.quantity)
      field("executedQty", order.filled)
      field("origQuoteOrderQty", order.quoteQuantity ?? .zero)
      field("cummulativeQuoteQty", order.filledQuote)
      field("status", BinanceShapes.status(order.status))
      field("timeInForce", order.spelledTimeInForce)
      field("type", order.spelledType)
      field("side", order.side == .buy ? "BUY" : "SELL")
      field("selfTradePreventionMode", "EXPIRE_MAKER")
    }
  }

  static func cancelAll(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    let kind = wallet(call)
    let open = state.wallet(call.account, kind).open(feed: feed)
      .filter { !$0.isConditional || $0.triggered != nil }
    if kind == .binanceSpot, open.isEmpty { throw VenueFailure(-2011, "Unknown order sent.") }
    var rows: [JSONNode] = []
    for order in open {
      state.cancel(order.id, account: call.account, wallet: kind)
      rows.append(canceled(order.id, state, call))
    }
    if kind == .binanceSpot { return .array(rows) }
    return .fields {
      field("code", 200)
      field("msg", "The operation of cancel all open order is done.")
    }
  }

  /// Cancel, then place: with STOP_ON_FAILURE the second only after the first.
  static func replace(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let mode = call["cancelReplaceMode"] else {
      throw BinanceFailures.missing("cancelReplaceMode")
    }
    var first = call
    first.parameters = QueryParameters()
    for (from, to) in [
      ("symbol", "symbol"), ("cancelOrderId", "orderId"),
      ("cancelOrigClientOrderId", "origClientOrderId"),
      ("cancelNewClientOrderId", "newClientOrderId"),
    ] {
      if let value = call[from] { first.parameters.append(to, value) }
    }
    let cancelled = attempt { () throws(VenueFailure) in try cancel(&state, first) }
    let mayPlace = cancelled.isDone || mode == "ALLOW_FAILURE"
    let placed =
      mayPlace ? attempt { () throws(VenueFailure) in try place(&state, call) } : nil
    let data: JSONNode = .fields {
      field("cancelResult", cancelled.isDone ? "SUCCESS" : "FAILURE")
      field("newOrderResult", placed.map { $0.isDone ? "SUCCESS" : "FAILURE" } ?? "NOT_ATTEMPTED")
      field("cancelResponse", cancelled.node)
      field("newOrderResponse", placed?.node ?? JSONNode.null)
    }
    if cancelled.isDone, placed?.isDone ?? false { return data }
    let isHalf = cancelled.isDone || (placed?.isDone ?? false)
    throw VenueFailure(
      isHalf ? -2021 : -2022,
      isHalf ? "Order cancel-replace partially failed." : "Order cancel-replace failed.",
      status: isHalf ? 409 : 400, data: data)
  }

  static func attempt(
    _ body: () throws(VenueFailure) -> JSONNode
  ) -> (node: JSONNode, isDone: Bool) {
    do throws(VenueFailure) { return (try body(), true) } catch {
      return (BinanceFrontend.node(error), false)
    }
  }

  /// Spot's amendment, which only reduces.
  static func reduce(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let order = try named(state, call, missing: VenueFailure(-2038, "Order does not exist."))
    guard let quantity = call["newQty"].flatMap({ Quantity($0) }) else {
      throw BinanceFailures.missing("newQty")
    }
    guard quantity < order.quantity, quantity > order.filled else {
      throw VenueFailure(
        -2038, "The requested action would change no state; rejecting.")
    }
    let amended: OrderRecord
    do throws(OrderRefusal) {
      amended = try state.amend(
        order.id, account: call.account, wallet: .binanceSpot, quantity: quantity, price: nil)
    } catch { throw BinanceFailures.failure(error, .binanceSpot) }
    return .fields {
      field("transactTime", state.now.milliseconds)
      field("executionId", state.nextNumber())
      field(
        "amendedOrder",
        JSONNode.fields {
          field("symbol", BinanceShapes.symbol(amended, state))
          field("orderId", amended.id)
          field("orderListId", -1)
          field("origClientOrderId", amended.clientID)
          field("clientOrderId", amended.clientID)
          field("price", amended.price ?? .zero)
          field("qty", amended.quantity)
          field("executedQty", amended.filled)
          field("preventedQty", "0")
          field("quoteOrderQty", "0")
          field("cumulativeQuoteQty", amended.filledQuote)
          field("status", BinanceShapes.status(amended.status))
          field("timeInForce", amended.spelledTimeInForce)
          field("type", amended.spelledType)
          field("side", amended.side == .buy ? "BUY" : "SELL")
          field("workingTime", state.now.milliseconds)
          field("selfTradePreventionMode", "EXPIRE_MAKER")
        })
    }
  }

  /// Futures' amendment of a limit order.
  static func modify(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let order = try named(state, call, missing: VenueFailure(-2013, "Order does not exist."))
    guard let quantity = call["quantity"].flatMap({ Quantity($0) }) else {
      throw BinanceFailures.missing("quantity")
    }
    guard let price = call["price"].flatMap({ Price($0) }) else {
      throw BinanceFailures.missing("price")
    }
    do throws(OrderRefusal) {
      let amended = try state.amend(
        order.id, account: call.account, wallet: .binanceFutures, quantity: quantity, price: price)
      return BinanceShapes.futuresOrder(amended, state)
    } catch { throw BinanceFailures.failure(error, .binanceFutures) }
  }

  static func countdown(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    guard let span = call.integer("countdownTime"), span >= 0 else {
      throw BinanceFailures.missing("countdownTime")
    }
    let wallet = WalletKind.binanceFutures.rawValue
    state.accounts[call.account].wallets[wallet].deadlines.removeAll { $0.feed == feed }
    if span > 0 {
      let end = state.now.advanced(by: .milliseconds(Int64(span)))
      state.accounts[call.account].wallets[wallet].deadlines.append((feed, end))
    }
    return .fields {
      field("symbol", call["symbol"])
      field("countdownTime", String(span))
    }
  }

  static func open(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = call["symbol"] == nil ? nil : try BinanceMarket.feed(state, call)
    let orders = state.wallet(call.account, wallet(call)).open(feed: feed)
    return .array(
      orders.filter { (!$0.isConditional || $0.triggered != nil) && state.sees($0.created) }
        .map { shape($0, state, call) })
  }

  static func all(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    let first = call.integer("orderId") ?? 0
    let start = call.time("startTime")
    let end = call.time("endTime")
    let orders = state.wallet(call.account, wallet(call)).orders.filter { order in
      order.feed == feed && order.id >= first && !order.isConditional
        && (start.map { order.created >= $0 } ?? true) && (end.map { order.created <= $0 } ?? true)
        && state.sees(order.created)
    }
    let limit = min(call.integer("limit") ?? 500, 1000)
    let page = call["orderId"] != nil || start != nil ? orders.prefix(limit) : orders.suffix(limit)
    return .array(page.map { shape($0, state, call) })
  }

  static func fills(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let kind = wallet(call)
    let feed =
      call["symbol"] == nil && kind == .binanceFutures ? nil : try BinanceMarket.feed(state, call)
    let first = call.integer("fromId") ?? 0
    let order = call.integer("orderId")
    let start = call.time("startTime")
    let end = call.time("endTime")
    let fills = state.wallet(call.account, kind).fills.filter { fill in
      (feed == nil || fill.feed == feed) && fill.id >= first
        && (order == nil || fill.order == order)
        && (start.map { fill.time >= $0 } ?? true) && (end.map { fill.time <= $0 } ?? true)
        && state.sees(fill.time)
    }
    let limit = min(call.integer("limit") ?? 500, 1000)
    let page = call["fromId"] != nil || start != nil ? fills.prefix(limit) : fills.suffix(limit)
    return .array(
      page.map {
        kind == .binanceSpot
          ? BinanceShapes.spotFill($0, state) : BinanceShapes.futuresFill($0, state)
      })
  }
}
