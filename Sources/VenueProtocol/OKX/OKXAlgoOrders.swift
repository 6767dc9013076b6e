import FixedPoint
import JSON
import Simulation
import TradingModel

/// Algorithmic orders: `conditional`, `oco` and `trigger`.
enum OKXAlgoOrders {
  private static let wallet = WalletKind.okxTrading

  private static func answer(
    _ id: String, _ client: String, _ own: String, _ failure: VenueFailure?
  ) -> JSONNode {
    .fields {
      field("algoId", id)
      field("clOrdId", client)
      field("algoClOrdId", own)
      field("tag", "")
      field("sCode", failure.map { String($0.code) } ?? "0")
      field("sMsg", failure?.message ?? "")
    }
  }

  static func place(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    do throws(VenueFailure) {
      let order = try placed(&state, call)
      return .array([answer(String(order.id), order.clientID, order.label("algoClOrdId"), nil)])
    } catch {
      return .array([answer("", call["clOrdId"] ?? "", call["algoClOrdId"] ?? "", error)])
    }
  }

  private static func placed(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    var draft = try OKXDrafts.common(state, call)
    guard let kind = call["ordType"] else { throw OKXFailures.parameter("ordType") }
    draft.spelledType = kind
    draft.isConditional = true
    draft.closePosition = call["closeFraction"] == "1"
    draft.refusesImmediateTrigger = kind != "trigger"
    for name in [
      "algoClOrdId", "triggerPx", "triggerPxType", "orderPx", "tpTriggerPx", "tpTriggerPxType",
      "tpOrdPx", "slTriggerPx", "slTriggerPxType", "slOrdPx",
    ] {
      draft.labels[name] = call[name]
    }
    if let own = call["algoClOrdId"],
      state.wallet(call.account, wallet).orders.contains(where: { $0.label("algoClOrdId") == own })
    {
      throw VenueFailure(51065, "algoClOrdId already exists.")
    }
    switch kind {
    case "conditional", "oco":
      let stop = leg(draft, "sl", isStop: true)
      let profit = leg(draft, "tp", isStop: false)
      guard let first = stop ?? profit else { throw OKXFailures.parameter("slTriggerPx") }
      let order = try OKXOrders.submit(first, &state, call)
      if stop != nil, var second = profit { try add(&second, to: order, &state, call) }
      return order
    case "trigger":
      guard let price = call["triggerPx"].flatMap({ Price($0) }) else {
        throw OKXFailures.parameter("triggerPx")
      }
      let rises = price > state.markets.feeds[draft.feed].last
      set(
        &draft, price, call["orderPx"], call["triggerPxType"],
        isStop: rises == (draft.side == .buy))
      return try OKXOrders.submit(draft, &state, call)
    default:
      throw VenueFailure(51000, "Parameter ordType error: \(kind) is not simulated")
    }
  }

  /// The stop or take-profit leg of an order; nil where it has none.
  private static func leg(_ draft: OrderDraft, _ name: String, isStop: Bool) -> OrderDraft? {
    guard let price = draft.labels[name + "TriggerPx"].flatMap({ Price($0) }) else { return nil }
    var leg = draft
    set(
      &leg, price, draft.labels[name + "OrdPx"], draft.labels[name + "TriggerPxType"],
      isStop: isStop)
    leg.labels["actualSide"] = name
    return leg
  }

  private static func set(
    _ draft: inout OrderDraft, _ trigger: Price, _ limit: String?, _ type: String?, isStop: Bool
  ) {
    let price = limit == "-1" ? nil : limit.flatMap { Price($0) }
    draft.price = price
    draft.type =
      price == nil ? (isStop ? .stop : .takeProfit) : (isStop ? .stopLimit : .takeProfitLimit)
    let reference: TriggerReference =
      switch type {
      case "mark": .mark
      case "index": .index
      default: .last
      }
    draft.trigger = Trigger(price: trigger, reference: reference)
  }

  /// Adds the other leg: whichever triggers first ends the other one.
  private static func add(
    _ second: inout OrderDraft, to order: OrderRecord, _ state: inout VenueServerState,
    _ call: VenueCall
  ) throws(VenueFailure) {
    second.clientID = ""
    second.labels["algoClOrdId"] = nil
    second.labels["sibling"] = String(order.id)
    second.labels["hidden"] = "1"
    do throws(OrderRefusal) {
      let other = try state.place(second, account: call.account)
      state.accounts[call.account].wallets[wallet.rawValue].change(order.id) {
        $0.labels["sibling"] = String(other.id)
      }
    } catch {
      state.cancel(order.id, account: call.account, wallet: wallet)
      throw OKXFailures.failure(error)
    }
  }

  /// Protection that came with an order; it covers the order's size.
  static func attach(
    _ node: JSONNode, to order: OrderRecord, _ state: inout VenueServerState, _ call: VenueCall
  ) {
    let rules = state.markets.feeds[order.feed].instrument
    let members =
      (node.members ?? []) + [
        JSONMember(
          name: "instId",
          value: .string(state.markets.feeds[order.feed].instrument.venueSymbol)),
        JSONMember(name: "side", value: .string(order.side.opposite.rawValue)),
        JSONMember(name: "tdMode", value: .string(order.label("tdMode"))),
        JSONMember(name: "ordType", value: .string("conditional")),
        JSONMember(
          name: "sz",
          value: .string(
            OKXShapes.size(order.quantity, rules).description)),
        JSONMember(name: "reduceOnly", value: .bool(true)),
      ]
    _ = try? placed(&state, call.item(.object(members)))
  }

  static func cancel(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let items = call.body.elements, !items.isEmpty, items.count <= 10 else {
      throw VenueFailure(50014, "Parameter can not be empty.")
    }
    return .array(
      items.map { item in
        let one = call.item(item)
        do throws(VenueFailure) {
          let order = try waiting(state, one)
          state.cancel(order.id, account: call.account, wallet: wallet)
          if let sibling = Int(order.label("sibling")) {
            state.cancel(sibling, account: call.account, wallet: wallet)
          }
          return answer(String(order.id), order.clientID, order.label("algoClOrdId"), nil)
        } catch {
          return answer(one["algoId"] ?? "", "", one["algoClOrdId"] ?? "", error)
        }
      })
  }

  private static func waiting(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> OrderRecord {
    let missing = VenueFailure(
      51400, "Order cancellation failed as the order has been filled, canceled or does not exist.")
    let order = try OKXOrders.named(
      state, call, number: "algoId", client: "algoClOrdId", missing: missing)
    guard order.isConditional, order.status == .untriggered else { throw missing }
    return order
  }

  static func amend(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    do throws(VenueFailure) {
      let order = try waiting(state, call)
      let rules = state.markets.feeds[order.feed].instrument
      let trigger = call["newSlTriggerPx"] ?? call["newTpTriggerPx"] ?? call["newTriggerPx"]
      let limit = call["newSlOrdPx"] ?? call["newTpOrdPx"] ?? call["newOrdPx"]
      do throws(OrderRefusal) {
        _ = try state.amend(
          order.id, account: call.account, wallet: wallet,
          quantity: call["newSz"].flatMap { Quantity($0) }
            .flatMap { OKXShapes.quantity($0, rules) },
          price: limit == "-1" ? nil : limit.flatMap { Price($0) },
          trigger: trigger.flatMap { Price($0) })
      } catch { throw OKXFailures.failure(error) }
      return .array([answer(String(order.id), order.clientID, order.label("algoClOrdId"), nil)])
    } catch {
      return .array([answer(call["algoId"] ?? "", "", call["algoClOrdId"] ?? "", error)])
    }
  }

  static func query(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let missing = VenueFailure(51603, "Order does not exist")
    let order = try OKXOrders.named(
      state, call, number: "algoId", client: "algoClOrdId", missing: missing)
    guard order.isConditional, state.sees(order.created) else { throw missing }
    return .array([OKXShapes.algo(order, state, call.account)])
  }

  private static func list(
    _ state: VenueServerState, _ call: VenueCall, waiting: Bool
  ) -> JSONNode {
    let kinds = call["ordType"]?.split(separator: ",").map(String.init)
    let orders = state.wallet(call.account, wallet).orders.filter { order in
      order.isConditional && order.label("hidden").isEmpty
        && (order.status == .untriggered) == waiting
        && (kinds?.contains(order.spelledType) ?? true)
        && (call["algoId"] == nil || String(order.id) == call["algoId"])
    }
    return .array(
      OKXOrders.page(orders, state, call).map { OKXShapes.algo($0, state, call.account) })
  }

  static func pending(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard call["ordType"] != nil else { throw OKXFailures.parameter("ordType") }
    return list(state, call, waiting: true)
  }

  static func history(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard call["state"] != nil || call["algoId"] != nil else {
      throw OKXFailures.parameter("state")
    }
    return list(state, call, waiting: false)
  }
}
