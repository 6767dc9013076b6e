import FixedPoint
import JSON
import Simulation
import TradingModel

/// Positions, their protection and their settings.
enum BybitPositions {
  private static let wallet = WalletKind.bybitUnified

  static func row(_ place: Int, _ account: Int, _ state: VenueServerState) -> JSONNode {
    let wallet = state.wallet(account, wallet)
    let rules = state.markets.feeds[place].instrument
    guard let position = wallet.engine.position(rules.id) else { return .null }
    let isFlat = position.size.isZero
    let side = isFlat ? "" : (position.size.isNegative ? "Sell" : "Buy")
    let stops = wallet.open(feed: place)
    func stop(_ name: String) -> String {
      stops.first { $0.label("stopOrderType") == name }?.trigger?.price.description ?? ""
    }
    let entry = position.entry.value.formatted(decimals: 8, rounding: .halfEven)
    let liquidation = position.liquidation?.roundedIfFits(
      toMultipleOf: rules.tick, rounding: .halfEven)
    let now = String(state.now.milliseconds)
    let mode = wallet.marginModes[-1] ?? .cross
    return .fields {
      field("positionIdx", 0)
      field("riskId", 1)
      field("riskLimitValue", "2000000")
      field("symbol", rules.venueSymbol)
      field("side", side)
      field("size", position.size.magnitude)
      field("avgPrice", isFlat ? "0" : entry)
      field("positionValue", isFlat ? "" : position.notional.description)
      field("tradeMode", mode == .isolated ? 1 : 0)
      field("positionStatus", "Normal")
      field("autoAddMargin", 0)
      field("adlRankIndicator", isFlat ? 0 : 2)
      field("leverage", String(wallet.leverage(place, rules)))
      field("breakEvenPrice", isFlat ? "" : entry)
      field("positionBalance", position.initialMargin)
      field("markPrice", state.markets.feeds[place].mark)
      field("liqPrice", liquidation.map(\.description) ?? "")
      field("bustPrice", "")
      field("positionIM", position.initialMargin)
      field("positionMM", position.maintenanceMargin)
      field("positionIMByMp", position.initialMargin)
      field("positionMMByMp", position.maintenanceMargin)
      field("tpslMode", "Full")
      field("takeProfit", stop("TakeProfit"))
      field("stopLoss", stop("StopLoss"))
      field("trailingStop", "0")
      field("sessionAvgPrice", "")
      field("unrealisedPnl", position.unrealised)
      field("curRealisedPnl", realised(place, wallet))
      field("cumRealisedPnl", realised(place, wallet))
      field("seq", state.number)
      field("isReduceOnly", false)
      field("mmrSysUpdatedTime", "")
      field("leverageSysUpdatedTime", "")
      field("createdTime", now)
      field("updatedTime", now)
    }
  }

  private static func realised(_ place: Int, _ wallet: Wallet) -> Quantity {
    var total = Quantity.zero
    for entry in wallet.ledger where entry.feed == place {
      total = total.adding(entry.amount) ?? total
    }
    return total
  }

  static func list(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard try BybitMarket.market(call) == .perp else { return BybitMarket.list(call, []) }
    if call["symbol"] != nil {
      return BybitMarket.list(
        call, [row(try BybitMarket.feed(state, call), call.account, state)])
    }
    guard call["settleCoin"] != nil else {
      throw VenueFailure(10001, "params error: symbol or settleCoin is required")
    }
    let places = state.feeds("bybit", .perp).filter { place in
      let rules = state.markets.feeds[place].instrument
      let size = state.wallet(call.account, wallet).engine.position(rules.id)?.size ?? .zero
      return state.symbol(rules.settle) == call["settleCoin"] && !size.isZero
    }
    return BybitMarket.list(call, places.map { row($0, call.account, state) })
  }

  static func setTradingStop(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BybitMarket.feed(state, call)
    let rules = state.markets.feeds[feed].instrument
    guard let position = state.wallet(call.account, wallet).engine.position(rules.id),
      !position.size.isZero
    else {
      throw VenueFailure(10001, "can not set tp/sl/ts for zero position")
    }
    if call["trailingStop"].map({ $0 != "0" }) ?? false {
      throw VenueFailure(10001, "trailingStop is not simulated")
    }
    let isPartial = call["tpslMode"] == "Partial"
    var isChanged = false
    for (name, kind) in [("takeProfit", "TakeProfit"), ("stopLoss", "StopLoss")] {
      guard let text = call[name] else { continue }
      guard let price = Price(text), !price.isNegative else { throw BybitFailures.missing(name) }
      let sizeName = name == "takeProfit" ? "tpSize" : "slSize"
      let size = isPartial ? call[sizeName].flatMap { Quantity($0) } : nil
      let changed = try protect(
        &state, account: call.account, feed: feed, kind: kind, price: price, size: size,
        reference: BybitDrafts.reference(call[name == "takeProfit" ? "tpTriggerBy" : "slTriggerBy"])
      )
      isChanged = isChanged || changed
    }
    guard isChanged else { throw VenueFailure(34040, "not modified") }
    return .object([])
  }

  /// Replaces (of a part: adds) a protective order of the position; price 0 takes it away.
  static func protect(
    _ state: inout VenueServerState, account: Int, feed: Int, kind: String, price: Price,
    size: Quantity?, reference: TriggerReference
  ) throws(VenueFailure) -> Bool {
    let rules = state.markets.feeds[feed].instrument
    guard let position = state.wallet(account, wallet).engine.position(rules.id),
      !position.size.isZero
    else { return false }
    let spelled = size == nil ? kind : "Partial" + kind
    let old = state.wallet(account, wallet).open(feed: feed)
      .filter { $0.label("stopOrderType") == spelled }
    if size == nil {
      if price.isZero, old.isEmpty { return false }
      if old.first?.trigger?.price == price { return false }
    }
    let isProfit = kind == "TakeProfit"
    let side: Side = position.size.isPositive ? .sell : .buy
    var draft = OrderDraft(
      wallet: wallet, feed: feed, side: side, type: isProfit ? .takeProfit : .stop)
    draft.trigger = Trigger(price: price, reference: reference)
    draft.closePosition = size == nil
    draft.reduceOnly = true
    draft.quantity = size ?? .zero
    draft.isConditional = true
    draft.spelledType = "Market"
    draft.spelledTimeInForce = "IOC"
    draft.marginMode = position.mode
    draft.labels = [
      "stopOrderType": spelled, "tpslMode": size == nil ? "Full" : "Partial",
      "triggerDirection": isProfit == (side == .sell) ? "1" : "2",
    ]
    if !price.isZero {
      do throws(OrderRefusal) { _ = try state.place(draft, account: account) } catch {
        if error == .wouldTrigger {
          let words = isProfit ? "TakeProfit" : "StopLoss"
          throw VenueFailure(10001, "\(words):\(price) set for the position is on the wrong side")
        }
        throw BybitFailures.failure(error, .perp)
      }
    }
    if size == nil {
      for order in old { state.cancel(order.id, account: account, wallet: wallet) }
    }
    return true
  }

  static func setLeverage(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BybitMarket.feed(state, call)
    let rules = state.markets.feeds[feed].instrument
    guard let text = call["buyLeverage"], let rate = Rate(text), rate >= Rate(1),
      rate <= rules.maximumLeverage, text == call["sellLeverage"]
    else { throw VenueFailure(10001, "buy leverage invalid") }
    let leverage = Int(clamping: rate.value.mantissa / Decimal18.scaleFactor)
    if state.wallet(call.account, wallet).leverage(feed, rules) == leverage {
      throw VenueFailure(110043, "leverage not modified")
    }
    state.accounts[call.account].wallets[wallet.rawValue].leverages[feed] = leverage
    state.accounts[call.account].wallets[wallet.rawValue].engine.setLeverage(rules.id, rate)
    return .object([])
  }

  static func switchMode(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    // Asked for a coin, as freqtrade asks at every start, the mode it has already is no failure.
    if call["mode"] == "0" {
      if call["coin"] != nil { return .object([]) }
      throw VenueFailure(110025, "Position mode is not modified")
    }
    throw VenueFailure(110026, "Hedge mode is not simulated.")
  }

  static func addMargin(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BybitMarket.feed(state, call)
    guard let amount = call["margin"].flatMap({ Quantity($0) }),
      state.accounts[call.account].wallets[wallet.rawValue].engine.addIsolatedMargin(
        state.markets.feeds[feed].instrument.id, amount)
    else { throw VenueFailure(110010, "margin cannot be changed") }
    return row(feed, call.account, state)
  }

  static func closedProfit(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, wallet)
    let rows = wallet.fills.reversed().filter { !$0.realised.isZero }.map { fill -> JSONNode in
      let rules = state.markets.feeds[fill.feed].instrument
      return .fields {
        field("symbol", rules.venueSymbol)
        field("orderId", BybitShapes.id(fill.order, .perp))
        field("side", fill.side == .buy ? "Buy" : "Sell")
        field("qty", fill.quantity)
        field("closedSize", fill.quantity)
        field("avgExitPrice", fill.price)
        field("closedPnl", fill.realised)
        field("execType", "Trade")
        field("fillCount", "1")
        field("createdTime", String(fill.time.milliseconds))
        field("updatedTime", String(fill.time.milliseconds))
      }
    }
    return BybitOrders.page(call, Array(rows), most: 100, usual: 50)
  }
}
