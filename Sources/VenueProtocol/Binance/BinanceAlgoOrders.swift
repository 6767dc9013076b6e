import JSON
import TradingModel

/// Conditional orders of futures, which have a book and endpoints of their own.
enum BinanceAlgoOrders {
  private static let missing = VenueFailure(-2013, "Order does not exist.")

  static func place(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let draft = try BinanceDrafts.algoDraft(state, call)
    return BinanceShapes.algoOrder(try BinanceOrders.submit(draft, &state, call), state)
  }

  private static func named(
    _ state: VenueServerState, _ call: VenueCall, _ missing: VenueFailure
  ) throws(VenueFailure) -> OrderRecord {
    let order = try BinanceOrders.named(
      state, call, isConditional: true, number: "algoId", client: "clientAlgoId",
      missing: missing)
    guard order.isConditional else { throw missing }
    return order
  }

  static func query(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let order = try named(state, call, missing)
    guard state.sees(order.created) else { throw missing }
    return BinanceShapes.algoOrder(order, state)
  }

  static func cancel(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let unknown = VenueFailure(-2011, "Unknown order sent.")
    let order = try named(state, call, unknown)
    guard order.status == .untriggered,
      state.cancel(order.id, account: call.account, wallet: .binanceFutures)
    else { throw unknown }
    return .fields {
      field("algoId", order.id)
      field("clientAlgoId", order.clientID)
      field("code", "200")
      field("msg", "success")
    }
  }

  static func cancelAll(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    for order in waiting(state, call, feed) {
      state.cancel(order.id, account: call.account, wallet: .binanceFutures)
    }
    return .fields {
      field("code", 200)
      field("msg", "The operation of cancel all open order is done.")
    }
  }

  private static func waiting(
    _ state: VenueServerState, _ call: VenueCall, _ feed: Int?
  ) -> [OrderRecord] {
    state.wallet(call.account, .binanceFutures).open(feed: feed, conditional: true)
      .filter { $0.status == .untriggered }
  }

  static func open(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = call["symbol"] == nil ? nil : try BinanceMarket.feed(state, call)
    return .array(waiting(state, call, feed).map { BinanceShapes.algoOrder($0, state) })
  }

  static func all(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    let orders = state.wallet(call.account, .binanceFutures).orders
    return .array(
      orders.filter { $0.isConditional && $0.feed == feed }.suffix(call.integer("limit") ?? 500)
        .map { BinanceShapes.algoOrder($0, state) })
  }
}
