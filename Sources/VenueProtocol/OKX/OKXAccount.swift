import FixedPoint
import JSON
import Simulation
import TradingModel

/// The trading account.
enum OKXAccount {
  private static let wallet = WalletKind.okxTrading

  static func configuration(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let rights = call.key?.permissions ?? []
    let words =
      ["read_only"] + (rights.contains(.withdraw) ? ["withdraw"] : [])
      + (rights.contains(.spot) || rights.contains(.futures) ? ["trade"] : [])
    let uid = String(call.account + 1)
    return .array([
      .fields {
        field("uid", uid)
        field("mainUid", uid)
        field("acctLv", "2")
        field("posMode", "net_mode")
        field("autoLoan", false)
        field("greeksType", "PA")
        field("level", "Lv1")
        field("levelTmp", "")
        field("ctIsoMode", "automatic")
        field("mgnIsoMode", "automatic")
        field("label", "simulated")
        field("ip", (call.key?.addresses ?? []).joined(separator: ","))
        field("perm", words.joined(separator: ","))
        field("type", "0")
        field("enableSpotBorrow", false)
        field("spotOffsetType", "")
        field("roleType", "0")
        field("traderInsts", [String]())
        field("opAuth", "0")
        field("kycLv", "3")
        field("stpMode", "cancel_maker")
        field("acctStpMode", "cancel_maker")
      }
    ])
  }

  static func balances(
    _ account: Int, _ state: VenueServerState, coins: [String]? = nil
  ) -> JSONNode {
    let wallet = state.wallet(account, wallet)
    let now = String(state.now.milliseconds)
    var total = Money.zero
    var rows: [JSONNode] = []
    for asset in state.assets("okx") {
      let cash = wallet.engine.balance(asset)
      let profit = wallet.engine.unrealised(asset)
      let equity = cash.adding(profit) ?? cash
      let worth = BybitAccount.worth(asset, equity, state)
      total = total.adding(worth) ?? total
      if !(coins?.contains(state.symbol(asset)) ?? !equity.isZero) { continue }
      let free = max(.zero, wallet.engine.available(asset))
      let margin = BybitAccount.margins(asset, wallet, state)
      rows.append(
        .fields {
          field("ccy", state.symbol(asset))
          field("eq", equity)
          field("cashBal", cash)
          field("uTime", now)
          field("isoEq", "0")
          field("availEq", free)
          field("disEq", worth)
          field("fixedBal", "0")
          field("availBal", free)
          field("frozenBal", wallet.engine.locked(asset))
          field(
            "ordFrozen",
            max(.zero, wallet.engine.locked(asset).subtracting(margin.initial) ?? .zero))
          field("liab", "0")
          field("upl", profit)
          field("uplLiab", "0")
          field("crossLiab", "0")
          field("isoLiab", "0")
          field("mgnRatio", "")
          field("interest", "0")
          field("twap", "0")
          field("maxLoan", "")
          field("eqUsd", worth)
          field("borrowFroz", "0")
          field("notionalLever", "0")
          field("stgyEq", "0")
          field("isoUpl", "0")
          field("spotInUseAmt", "")
          field("clSpotInUseAmt", "")
          field("maxSpotInUse", "")
          field("spotIsoBal", "0")
          field("imr", margin.initial)
          field("mmr", margin.maintenance)
        })
    }
    return .fields {
      field("uTime", now)
      field("totalEq", total)
      field("isoEq", "0")
      field("adjEq", total)
      field("availEq", total)
      field("ordFroz", "0")
      field("imr", "0")
      field("mmr", "0")
      field("borrowFroz", "")
      field("mgnRatio", "")
      field("notionalUsd", "0")
      field("upl", "0")
      field("details", rows)
    }
  }

  static func balance(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array([
      balances(
        call.account, state, coins: call["ccy"]?.split(separator: ",").map(String.init))
    ])
  }

  static func position(_ place: Int, _ account: Int, _ state: VenueServerState) -> JSONNode {
    let wallet = state.wallet(account, wallet)
    let feed = state.markets.feeds[place]
    let rules = feed.instrument
    guard let position = wallet.engine.position(rules.id) else { return .null }
    let entry =
      position.size.isZero
      ? "" : position.entry.value.formatted(decimals: 8, rounding: .halfEven)
    let liquidation = position.liquidation?.roundedIfFits(
      toMultipleOf: rules.tick, rounding: .halfEven)
    let size = OKXShapes.size(position.size, rules)
    let isIsolated = position.mode == .isolated
    let now = String(state.now.milliseconds)
    return .fields {
      field("instType", "SWAP")
      field("mgnMode", position.mode.rawValue)
      field("posId", String(place + 1))
      field("posSide", "net")
      field("pos", size)
      field("baseBal", "")
      field("quoteBal", "")
      field("posCcy", "")
      field("availPos", size.magnitude)
      field("avgPx", entry)
      field("nonSettleAvgPx", "")
      field("settledPnl", "")
      field("upl", position.unrealised)
      field("uplRatio", "0")
      field("uplLastPx", position.unrealised)
      field("uplRatioLastPx", "0")
      field("instId", rules.venueSymbol)
      field("lever", String(wallet.leverage(place, rules)))
      field("liqPx", liquidation?.description ?? "")
      field("markPx", feed.mark)
      field("imr", isIsolated ? "" : position.initialMargin.description)
      field("margin", isIsolated ? position.isolatedMargin.description : "")
      field("mgnRatio", "")
      field("mmr", position.maintenanceMargin)
      field("liab", "")
      field("liabCcy", "")
      field("interest", "0")
      field("tradeId", wallet.fills.last.map { String($0.id) } ?? "")
      field("optVal", "")
      field("notionalUsd", position.notional)
      field("adl", "1")
      field("ccy", state.symbol(rules.settle))
      field("last", feed.last)
      field("idxPx", feed.indexPrice)
      field("usdPx", "")
      field("bePx", entry)
      field("deltaBS", "")
      field("realizedPnl", realised(place, wallet))
      field("pnl", "0")
      field("fee", "0")
      field("fundingFee", "0")
      field("liqPenalty", "0")
      field("closeOrderAlgo", [JSONNode]())
      field("cTime", now)
      field("uTime", now)
      field("pTime", now)
    }
  }

  private static func realised(_ place: Int, _ wallet: Wallet) -> Quantity {
    var total = Quantity.zero
    for entry in wallet.ledger where entry.feed == place {
      total = total.adding(entry.amount) ?? total
    }
    return total
  }

  static func positions(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    if let type = call["instType"], type != "SWAP" { return .array([]) }
    let wanted = call["instId"]?.split(separator: ",").map(String.init)
    let wallet = state.wallet(call.account, wallet)
    let places = state.feeds("okx", .perp).filter { place in
      let rules = state.markets.feeds[place].instrument
      let size = wallet.engine.position(rules.id)?.size ?? .zero
      return (wanted?.contains(rules.venueSymbol) ?? true) && !size.isZero
    }
    return .array(places.map { position($0, call.account, state) })
  }

  static func leverage(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    var rows: [JSONNode] = []
    for name in (call["instId"] ?? "").split(separator: ",").map(String.init) {
      let place = try OKXMarket.place(state, name)
      let wallet = state.wallet(call.account, wallet)
      rows.append(
        .fields {
          field("instId", name)
          field("mgnMode", call["mgnMode"] ?? "cross")
          field("posSide", "net")
          field("ccy", "")
          field("lever", String(wallet.leverage(place, state.markets.feeds[place].instrument)))
        })
    }
    return .array(rows)
  }

  static func setLeverage(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let place = try OKXMarket.place(state, call["instId"])
    let rules = state.markets.feeds[place].instrument
    guard let mode = call["mgnMode"], ["cross", "isolated"].contains(mode) else {
      throw OKXFailures.parameter("mgnMode")
    }
    guard let rate = call["lever"].flatMap({ Rate($0) }), rate >= Rate(1),
      rate <= rules.maximumLeverage
    else { throw VenueFailure(59102, "Leverage exceeds the maximum leverage.") }
    let leverage = Int(clamping: rate.value.mantissa / Decimal18.scaleFactor)
    state.accounts[call.account].wallets[wallet.rawValue].leverages[place] = leverage
    state.accounts[call.account].wallets[wallet.rawValue].engine.setLeverage(rules.id, rate)
    return .array([
      .fields {
        field("lever", rate)
        field("mgnMode", mode)
        field("instId", rules.venueSymbol)
        field("posSide", call["posSide"] ?? "net")
      }
    ])
  }

  static func setPositionMode(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard call["posMode"] == "net_mode" else {
      throw VenueFailure(59000, "Setting failed: the simulator has net mode only.")
    }
    return .array([
      .fields {
        field("posMode", "net_mode")
      }
    ])
  }

  static func addMargin(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let place = try OKXMarket.place(state, call["instId"])
    guard let amount = call["amt"].flatMap({ Quantity($0) }), amount.isPositive,
      let type = call["type"], ["add", "reduce"].contains(type)
    else { throw OKXFailures.parameter("amt") }
    let isDone = state.accounts[call.account].wallets[wallet.rawValue].engine.addIsolatedMargin(
      state.markets.feeds[place].instrument.id, type == "add" ? amount : -amount)
    guard isDone else { throw VenueFailure(59301, "Margin adjustment failed.") }
    return .array([
      .fields {
        field("instId", call["instId"])
        field("posSide", "net")
        field("amt", amount)
        field("type", type)
        field("leverage", "")
        field("ccy", "")
      }
    ])
  }

  static func fees(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let market = OKXMarket.market(call["instType"]),
      let place = state.feeds("okx", market).first
    else { throw OKXFailures.parameter("instType") }
    let rules = state.markets.feeds[place].instrument
    let isSwap = market == .perp
    let maker = (-rules.makerFee).description
    let taker = (-rules.takerFee).description
    return .array([
      .fields {
        field("category", "1")
        field("instType", call["instType"])
        field("level", "Lv1")
        field("maker", isSwap ? "" : maker)
        field("taker", isSwap ? "" : taker)
        field("makerU", isSwap ? maker : "")
        field("takerU", isSwap ? taker : "")
        field("makerUSDC", maker)
        field("takerUSDC", taker)
        field("delivery", "")
        field("exercise", "")
        field("ruleType", "normal")
        field("ts", String(state.now.milliseconds))
        field("fiat", [JSONNode]())
      }
    ])
  }

  static func maximum(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try OKXMarket.feed(state, call)
    let wallet = state.wallet(call.account, wallet)
    let free = Money(wallet.engine.available(feed.instrument.settle).value)
    let base = free.divided(by: feed.last, rounding: .down) ?? .zero
    let size = OKXShapes.size(
      base.roundedIfFits(toMultipleOf: feed.instrument.step, rounding: .down) ?? .zero,
      feed.instrument)
    return .array([
      .fields {
        field("instId", feed.instrument.venueSymbol)
        field("ccy", "")
        field("maxBuy", size)
        field("maxSell", size)
      }
    ])
  }

  private static let types: [LedgerEntry.Kind: String] = [
    .funding: "8", .profit: "2", .fee: "2", .transfer: "1", .deposit: "1", .withdrawal: "1",
    .insurance: "5",
  ]

  static func bills(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, wallet)
    let start = call.time("begin")
    let end = call.time("end")
    let after = call.integer("after") ?? .max
    let rows = wallet.ledger.reversed().compactMap { entry -> JSONNode? in
      let type = types[entry.kind] ?? ""
      if let wanted = call["type"], wanted != type { return nil }
      if let coin = call["ccy"], coin != state.symbol(entry.asset) { return nil }
      guard start.map({ entry.time >= $0 }) ?? true, end.map({ entry.time <= $0 }) ?? true,
        entry.id < after
      else { return nil }
      let rules = entry.feed.map { state.markets.feeds[$0].instrument }
      return .fields {
        field("billId", String(entry.id))
        field("ccy", state.symbol(entry.asset))
        field("type", type)
        field("subType", entry.amount.isNegative ? "173" : "174")
        field("bal", wallet.engine.balance(entry.asset))
        field("balChg", entry.amount)
        field("sz", "0")
        field("px", "")
        field("pnl", entry.amount)
        field("fee", entry.kind == .fee ? entry.amount : .zero)
        field("instId", rules?.venueSymbol ?? "")
        field("instType", rules.map { OKXShapes.type($0) } ?? "")
        field("mgnMode", "")
        field("ordId", "")
        field("execType", "")
        field("from", "")
        field("to", "")
        field("notes", "")
        field("interest", "0")
        field("ts", String(entry.time.milliseconds))
      }
    }
    return .array(Array(rows.prefix(min(call.integer("limit") ?? 100, 100))))
  }
}
