import FixedPoint
import JSON
import Simulation
import TradingModel

/// Plain orders: every item has its own `sCode`.
enum OKXOrders {
  static let wallet = WalletKind.okxTrading

  /// The row of an order that was taken or refused.
  static func row(
    _ id: String, _ client: String, _ tag: String, _ failure: VenueFailure?, _ now: Timestamp
  ) -> JSONNode {
    .fields {
      field("ordId", id)
      field("clOrdId", client)
      field("tag", tag)
      field("ts", String(now.milliseconds))
      field("sCode", failure.map { String($0.code) } ?? "0")
      field("sMsg", failure?.message ?? "")
    }
  }

  /// Carries an item out; what is refused becomes its row.
  private static func item(
    _ state: inout VenueServerState, _ call: VenueCall,
    _ handle: (inout VenueServerState, VenueCall) throws(VenueFailure) -> OrderRecord
  ) -> JSONNode {
    do throws(VenueFailure) {
      let order = try handle(&state, call)
      return row(String(order.id), order.clientID, order.label("tag"), nil, state.now)
    } catch {
      return row(call["ordId"] ?? "", call["clOrdId"] ?? "", call["tag"] ?? "", error, state.now)
    }
  }

  private static func batch(
    _ state: inout VenueServerState, _ call: VenueCall,
    _ handle: (inout VenueServerState, VenueCall) throws(VenueFailure) -> OrderRecord
  ) throws(VenueFailure) -> JSONNode {
    guard let items = call.body.elements, !items.isEmpty else {
      throw VenueFailure(50014, "Parameter can not be empty.")
    }
    guard items.count <= 20 else {
      throw VenueFailure(50015, "Either parameter orders or orders is required: at most 20")
    }
    return .array(items.map { item(&state, call.item($0), handle) })
  }

  static func submit(
    _ draft: OrderDraft, _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    do throws(OrderRefusal) {
      if !draft.clientID.isEmpty,
        state.wallet(call.account, wallet).order(clientID: draft.clientID) != nil
      {
        state.counters.duplicates += 1
        throw OrderRefusal.duplicateClientID
      }
      return try state.place(draft, account: call.account)
    } catch { throw OKXFailures.failure(error) }
  }

  private static func placed(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    let order = try submit(try OKXDrafts.draft(state, call), &state, call)
    for attached in call.body["attachAlgoOrds"]?.elements ?? [] {
      OKXAlgoOrders.attach(attached, to: order, &state, call)
    }
    return order
  }

  static func place(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { .array([item(&state, call, placed)]) }

  static func placeBatch(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { try batch(&state, call, placed) }

  /// The order a call names by either id.
  static func named(
    _ state: VenueServerState, _ call: VenueCall, number: String = "ordId",
    client: String = "clOrdId", missing: VenueFailure
  ) throws(VenueFailure) -> OrderRecord {
    let wallet = state.wallet(call.account, wallet)
    guard call[number] != nil || call[client] != nil else {
      throw VenueFailure(50015, "Either parameter \(number) or \(client) is required")
    }
    let found =
      call[number].map { Int($0).flatMap { wallet.order(id: $0) } }
      ?? call[client].flatMap { text in
        wallet.order(clientID: text)
          ?? wallet.orders.last { $0.label("algoClOrdId") == text }
      }
    guard let order = found else { throw missing }
    return order
  }

  private static func canceled(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    let missing = VenueFailure(
      51400, "Order cancellation failed as the order has been filled, canceled or does not exist.")
    let order = try named(state, call, missing: missing)
    guard state.cancel(order.id, account: call.account, wallet: wallet) else {
      throw order.status == .filled
        ? VenueFailure(51402, "Cancellation failed as the order has been completed.")
        : VenueFailure(51401, "Cancellation failed as the order is already canceled.")
    }
    return order
  }

  static func cancel(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { .array([item(&state, call, canceled)]) }

  static func cancelBatch(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { try batch(&state, call, canceled) }

  private static func amended(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    let missing = VenueFailure(51503, "Your order has already been filled or canceled.")
    let order = try named(state, call, missing: missing)
    guard order.isOpen else { throw missing }
    let rules = state.markets.feeds[order.feed].instrument
    let quantity = call["newSz"].flatMap { Quantity($0) }
      .flatMap { OKXShapes.quantity($0, rules) }
    do throws(OrderRefusal) {
      return try state.amend(
        order.id, account: call.account, wallet: wallet, quantity: quantity,
        price: call["newPx"].flatMap { Price($0) })
    } catch { throw OKXFailures.failure(error) }
  }

  static func amend(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { .array([item(&state, call, amended)]) }

  static func amendBatch(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { try batch(&state, call, amended) }

  static func closePosition(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try OKXMarket.place(state, call)
    let rules = state.markets.feeds[feed].instrument
    guard let position = state.wallet(call.account, wallet).engine.position(rules.id),
      !position.size.isZero
    else { throw VenueFailure(51023, "Position does not exist.") }
    if call.flag("autoCxl") {
      for order in state.wallet(call.account, wallet).open(feed: feed) {
        state.cancel(order.id, account: call.account, wallet: wallet)
      }
    }
    var draft = OrderDraft(
      wallet: wallet, feed: feed, side: position.size.isPositive ? .sell : .buy, type: .market)
    draft.spelledType = "market"
    draft.quantity = position.size.magnitude
    draft.reduceOnly = true
    draft.marginMode = position.mode
    draft.clientID = call["clOrdId"] ?? ""
    draft.labels["tdMode"] = call["mgnMode"] ?? "cross"
    _ = try submit(draft, &state, call)
    return .array([
      .fields {
        field("instId", rules.venueSymbol)
        field("posSide", "net")
        field("clOrdId", draft.clientID)
        field("tag", "")
      }
    ])
  }

  static func cancelAllAfter(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let span = call.integer("timeOut"), span == 0 || (10...120).contains(span) else {
      throw OKXFailures.parameter("timeOut")
    }
    state.accounts[call.account].wallets[wallet.rawValue].deadlines = []
    let end = state.now.advanced(by: .seconds(Int64(span)))
    if span > 0 {
      state.accounts[call.account].wallets[wallet.rawValue].deadlines.append((-1, end))
    }
    return .array([
      .fields {
        field("triggerTime", span > 0 ? String(end.milliseconds) : "0")
        field("tag", "")
        field("ts", String(state.now.milliseconds))
      }
    ])
  }

  static func query(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let missing = VenueFailure(51603, "Order does not exist")
    let order = try named(state, call, missing: missing)
    guard state.sees(order.created), !order.isConditional || order.triggered != nil else {
      throw missing
    }
    return .array([OKXShapes.order(order, state, call.account)])
  }

  /// Rows of a list that match its filters, newest first, one page.
  static func page(
    _ orders: [OrderRecord], _ state: VenueServerState, _ call: VenueCall
  ) -> [OrderRecord] {
    let after = call.integer("after") ?? .max
    let before = call.integer("before") ?? 0
    let start = call.time("begin")
    let end = call.time("end")
    let rows = orders.reversed().filter { order in
      let rules = state.markets.feeds[order.feed].instrument
      return (call["instType"] == nil || OKXShapes.type(rules) == call["instType"])
        && (call["instId"] == nil || rules.venueSymbol == call["instId"])
        && order.id < after && order.id > before
        && (start.map { order.created >= $0 } ?? true)
        && (end.map { order.created <= $0 } ?? true) && state.sees(order.created)
    }
    return Array(rows.prefix(min(call.integer("limit") ?? 100, 100)))
  }

  static func pending(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let open = state.wallet(call.account, wallet).open()
      .filter { order in
        (!order.isConditional || order.triggered != nil)
          && (call["ordType"].map { $0.split(separator: ",").contains(order.spelledType[...]) }
            ?? true)
          && (call["state"] == nil || OKXShapes.state(order) == call["state"])
      }
    return .array(page(open, state, call).map { OKXShapes.order($0, state, call.account) })
  }

  static func history(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let ended = state.wallet(call.account, wallet).orders
      .filter { order in
        !order.isOpen && (!order.isConditional || order.triggered != nil)
          && (call["state"] == nil || OKXShapes.state(order) == call["state"])
      }
    return .array(page(ended, state, call).map { OKXShapes.order($0, state, call.account) })
  }

  static func fills(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, wallet)
    let after = call.integer("after") ?? .max
    let before = call.integer("before") ?? 0
    let start = call.time("begin")
    let end = call.time("end")
    let rows = wallet.fills.reversed().filter { fill in
      let rules = state.markets.feeds[fill.feed].instrument
      return (call["instType"] == nil || OKXShapes.type(rules) == call["instType"])
        && (call["instId"] == nil || rules.venueSymbol == call["instId"])
        && (call["ordId"] == nil || String(fill.order) == call["ordId"])
        && fill.id < after && fill.id > before
        && (start.map { fill.time >= $0 } ?? true) && (end.map { fill.time <= $0 } ?? true)
        && state.sees(fill.time)
    }
    return .array(
      rows.prefix(min(call.integer("limit") ?? 100, 100)).map {
        OKXShapes.fill($0, wallet.order(id: $0.order), state)
      })
  }
}
