import FixedPoint
import JSON
import TradingModel

/// Orders: acknowledged first, their fate told by the streams and queries.
enum BybitOrders {
  static func market(_ order: OrderRecord, _ state: VenueServerState) -> Market {
    state.markets.feeds[order.feed].instrument.market
  }

  private static func identity(_ order: OrderRecord, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("orderId", BybitShapes.id(order.id, market(order, state)))
      field("orderLinkId", order.clientID)
    }
  }

  static func place(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let draft = try BybitDrafts.draft(state, call)
    let market = state.markets.feeds[draft.feed].instrument.market
    do throws(OrderRefusal) {
      if !draft.clientID.isEmpty,
        state.wallet(call.account, .bybitUnified).order(clientID: draft.clientID) != nil
      {
        state.counters.duplicates += 1
        throw OrderRefusal.duplicateClientID
      }
      return identity(try state.place(draft, account: call.account), state)
    } catch {
      throw BybitFailures.failure(error, market)
    }
  }

  /// The order a call names by either id.
  static func named(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    let wallet = state.wallet(call.account, .bybitUnified)
    let market = try BybitMarket.market(call) ?? .perp
    guard call["orderId"] != nil || call["orderLinkId"] != nil else {
      throw BybitFailures.missing("orderId")
    }
    let found =
      call["orderId"].map { BybitShapes.number($0).flatMap { wallet.order(id: $0) } }
      ?? call["orderLinkId"].flatMap { wallet.order(clientID: $0) }
    guard let order = found, self.market(order, state) == market else {
      throw BybitFailures.failure(.notFound, market)
    }
    return order
  }

  static func amend(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let order = try named(state, call)
    do throws(OrderRefusal) {
      let amended = try state.amend(
        order.id, account: call.account, wallet: .bybitUnified,
        quantity: call["qty"].flatMap { Quantity($0) }, price: call["price"].flatMap { Price($0) },
        trigger: call["triggerPrice"].flatMap { Price($0) })
      return identity(amended, state)
    } catch { throw BybitFailures.failure(error, market(order, state)) }
  }

  static func cancel(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let order = try named(state, call)
    guard state.cancel(order.id, account: call.account, wallet: .bybitUnified) else {
      let isSpot = market(order, state) == .spot
      if order.status == .filled {
        throw isSpot
          ? VenueFailure(170139, "Order has been filled.")
          : VenueFailure(110001, "order not exists or too late to cancel")
      }
      throw isSpot
        ? VenueFailure(170142, "Order has been canceled.")
        : VenueFailure(110001, "order not exists or too late to cancel")
    }
    return identity(order, state)
  }

  static func cancelAll(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let market = try BybitMarket.market(call)
    if market == .perp, call["symbol"] == nil, call["baseCoin"] == nil, call["settleCoin"] == nil {
      throw VenueFailure(10001, "params error: symbol, baseCoin or settleCoin is required")
    }
    let orders = selected(state.wallet(call.account, .bybitUnified).open(), state, call, market)
      .filter { order in
        switch call["orderFilter"] {
        case "Order": !order.isConditional
        case "StopOrder", "tpslOrder": order.isConditional
        default: market == .spot ? !order.isConditional : true
        }
      }
    for order in orders { state.cancel(order.id, account: call.account, wallet: .bybitUnified) }
    return .fields {
      field("list", orders.map { identity($0, state) })
      field("success", "1")
    }
  }

  /// Orders of a category that match the symbol, coin and ids of a query.
  private static func selected(
    _ orders: [OrderRecord], _ state: VenueServerState, _ call: VenueCall, _ market: Market?
  ) -> [OrderRecord] {
    orders.filter { order in
      let rules = state.markets.feeds[order.feed].instrument
      return rules.market == market
        && (call["symbol"] == nil || rules.venueSymbol == call["symbol"])
        && (call["baseCoin"] == nil || state.symbol(rules.base) == call["baseCoin"])
        && (call["settleCoin"] == nil || state.symbol(rules.settle) == call["settleCoin"])
        && (call["orderId"] == nil || BybitShapes.id(order.id, rules.market) == call["orderId"])
        && (call["orderLinkId"] == nil || order.clientID == call["orderLinkId"])
        && state.sees(order.created)
    }
  }

  /// A page, newest first; the cursor is the place in the list.
  static func page(_ call: VenueCall, _ rows: [JSONNode], most: Int, usual: Int) -> JSONNode {
    let limit = min(call.integer("limit") ?? usual, most)
    let start = max(0, call.integer("cursor") ?? 0)
    let end = min(rows.count, start + max(1, limit))
    let cursor = end < rows.count ? String(end) : ""
    return BybitMarket.list(call, Array(start < end ? rows[start..<end] : []), cursor: cursor)
  }

  static func current(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let market = try BybitMarket.market(call)
    let wallet = state.wallet(call.account, .bybitUnified)
    let isNamed = call["orderId"] != nil || call["orderLinkId"] != nil
    if market == .perp, call["symbol"] == nil, call["baseCoin"] == nil, call["settleCoin"] == nil,
      !isNamed
    {
      throw VenueFailure(10001, "params error: symbol, settleCoin or baseCoin is required")
    }
    var orders = wallet.open()
    if isNamed || call["openOnly"] == "1" {
      orders = Array(wallet.orders.suffix(isNamed ? wallet.orders.count : 500))
      if call["openOnly"] == "1" { orders = orders.filter { !$0.isOpen } }
    }
    let rows = selected(orders, state, call, market).filter { matches($0, call) }.reversed()
    return page(call, rows.map { BybitShapes.order($0, state) }, most: 50, usual: 20)
  }

  private static func matches(_ order: OrderRecord, _ call: VenueCall) -> Bool {
    switch call["orderFilter"] {
    case "Order": !order.isConditional || order.triggered != nil
    case "StopOrder", "tpslOrder": order.isConditional
    default: true
    }
  }

  static func history(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let market = try BybitMarket.market(call)
    let start = call.time("startTime")
    let end = call.time("endTime")
    let orders = state.wallet(call.account, .bybitUnified).orders.filter { order in
      !order.isOpen && (start.map { order.created >= $0 } ?? true)
        && (end.map { order.created <= $0 } ?? true)
    }
    let rows = selected(orders, state, call, market).filter { matches($0, call) }.reversed()
    return page(call, rows.map { BybitShapes.order($0, state) }, most: 50, usual: 20)
  }

  static func executions(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let market = try BybitMarket.market(call)
    let wallet = state.wallet(call.account, .bybitUnified)
    let start = call.time("startTime")
    let end = call.time("endTime")
    if let kind = call["execType"], kind != "Trade" { return BybitMarket.list(call, []) }
    let fills = wallet.fills.filter { fill in
      let rules = state.markets.feeds[fill.feed].instrument
      let order = wallet.order(id: fill.order)
      return rules.market == market
        && (call["symbol"] == nil || rules.venueSymbol == call["symbol"])
        && (call["orderId"] == nil || BybitShapes.id(fill.order, rules.market) == call["orderId"])
        && (call["orderLinkId"] == nil || order?.clientID == call["orderLinkId"])
        && (start.map { fill.time >= $0 } ?? true) && (end.map { fill.time <= $0 } ?? true)
        && state.sees(fill.time)
    }
    let rows = fills.reversed().map { BybitShapes.execution($0, wallet.order(id: $0.order), state) }
    return page(call, rows, most: 100, usual: 50)
  }
}
