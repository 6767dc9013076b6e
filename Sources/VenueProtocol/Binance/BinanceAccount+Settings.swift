import FixedPoint
import JSON
import Simulation
import TradingModel

extension BinanceAccount {
  private static let done: JSONNode = .fields {
    field("code", 200)
    field("msg", "success")
  }

  static func configuration(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("feeTier", 0)
      field("canTrade", true)
      field("canDeposit", true)
      field("canWithdraw", true)
      field("dualSidePosition", false)
      field("updateTime", 0)
      field("multiAssetsMargin", false)
      field("tradeGroupId", -1)
    }
  }

  static func symbols(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, .binanceFutures)
    let places =
      call["symbol"] == nil ? state.feeds("binance", .perp) : [try BinanceMarket.feed(state, call)]
    return .array(
      places.map { place in
        let rules = state.markets.feeds[place].instrument
        return .fields {
          field("symbol", rules.venueSymbol)
          field("marginType", wallet.marginModes[place] == .isolated ? "ISOLATED" : "CROSSED")
          field("isAutoAddMargin", false)
          field("leverage", wallet.leverage(place, rules))
          field("maxNotionalValue", "1000000")
        }
      })
  }

  static func setLeverage(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    let rules = state.markets.feeds[feed].instrument
    guard let leverage = call.integer("leverage"), leverage >= 1,
      Rate(Decimal18(leverage)) <= rules.maximumLeverage
    else { throw VenueFailure(-4028, "Leverage \(call["leverage"] ?? "") is not valid") }
    let wallet = WalletKind.binanceFutures.rawValue
    state.accounts[call.account].wallets[wallet].leverages[feed] = leverage
    state.accounts[call.account].wallets[wallet].engine.setLeverage(
      rules.id, Rate(Decimal18(leverage)))
    return .fields {
      field("leverage", leverage)
      field("maxNotionalValue", "1000000")
      field("symbol", rules.venueSymbol)
    }
  }

  static func setMarginType(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    let wallet = state.wallet(call.account, .binanceFutures)
    guard let text = call["marginType"], text == "ISOLATED" || text == "CROSSED" else {
      throw BinanceFailures.missing("marginType")
    }
    let mode: MarginMode = text == "ISOLATED" ? .isolated : .cross
    if (wallet.marginModes[feed] ?? .cross) == mode {
      throw VenueFailure(-4046, "No need to change margin type.")
    }
    if !wallet.open(feed: feed).isEmpty {
      throw VenueFailure(-4047, "Margin type cannot be changed if there exists open orders.")
    }
    let position = wallet.engine.position(state.markets.feeds[feed].instrument.id)
    guard position?.size.isZero ?? true else {
      throw VenueFailure(-4048, "Margin type cannot be changed if there exists position.")
    }
    state.accounts[call.account].wallets[WalletKind.binanceFutures.rawValue].marginModes[feed] =
      mode
    return done
  }

  static func addMargin(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try BinanceMarket.feed(state, call)
    guard let amount = call["amount"].flatMap({ Quantity($0) }), amount.isPositive,
      let type = call.integer("type"), type == 1 || type == 2
    else { throw BinanceFailures.missing("amount") }
    let isDone = state.accounts[call.account].wallets[WalletKind.binanceFutures.rawValue].engine
      .addIsolatedMargin(
        state.markets.feeds[feed].instrument.id, type == 1 ? amount : -amount)
    guard isDone else {
      throw VenueFailure(-4050, "Cross balance insufficient.")
    }
    return .fields {
      field("amount", amount)
      field("code", 200)
      field("msg", "Successfully modify position margin.")
      field("type", type)
    }
  }

  static func positionMode(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("dualSidePosition", false)
    }
  }

  static func setPositionMode(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    if call.flag("dualSidePosition") {
      throw VenueFailure(-4060, "Invalid position side: the simulator has one-way mode only.")
    }
    throw VenueFailure(-4059, "No need to change position side.")
  }

  static func multiAssets(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("multiAssetsMargin", false)
    }
  }

  static func setMultiAssets(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    throw VenueFailure(-4171, "No need to change multi-assets mode.")
  }

  static func brackets(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let places =
      call["symbol"] == nil ? state.feeds("binance", .perp) : [try BinanceMarket.feed(state, call)]
    return .array(places.map { brackets(state.markets.feeds[$0].instrument) })
  }

  private static func brackets(_ rules: Instrument) -> JSONNode {
    .fields {
      field("symbol", rules.venueSymbol)
      field("notionalCoef", JSONNode.number("1.0"))
      field(
        "brackets",
        rules.marginTiers.enumerated().map { place, tier in
          let leverage = Rate(1).divided(by: tier.initialRate, rounding: .halfEven) ?? Rate(1)
          return JSONNode.fields {
            field("bracket", place + 1)
            field(
              "initialLeverage",
              JSONNode.number(
                leverage.value.formatted(decimals: 0, rounding: .halfEven)))
            field(
              "notionalCap",
              JSONNode.number(
                (tier.notionalCap ?? Money(Decimal18(10_000_000_000))).description))
            field("notionalFloor", JSONNode.number(tier.notionalFloor.description))
            field("maintMarginRatio", JSONNode.number(tier.maintenanceRate.description))
            field("cum", JSONNode.number(tier.maintenanceAmount.description))
          }
        })
    }
  }

  static func commission(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let rules = state.markets.feeds[try BinanceMarket.feed(state, call)].instrument
    return .fields {
      field("symbol", rules.venueSymbol)
      field("makerCommissionRate", rules.makerFee)
      field("takerCommissionRate", rules.takerFee)
    }
  }

  private static let incomeTypes: [(kind: LedgerEntry.Kind, name: String)] = [
    (.funding, "FUNDING_FEE"), (.profit, "REALIZED_PNL"), (.fee, "COMMISSION"),
    (.transfer, "TRANSFER"), (.deposit, "TRANSFER"), (.withdrawal, "TRANSFER"),
    (.insurance, "INSURANCE_CLEAR"),
  ]

  static func income(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = call["symbol"] == nil ? nil : try BinanceMarket.feed(state, call)
    let start = call.time("startTime")
    let end = call.time("endTime")
    let entries = state.wallet(call.account, .binanceFutures).ledger.filter { entry in
      (feed == nil || entry.feed == feed)
        && (start.map { entry.time >= $0 } ?? true) && (end.map { entry.time <= $0 } ?? true)
    }
    let rows = entries.compactMap { entry -> JSONNode? in
      let name = incomeTypes.first { $0.kind == entry.kind }?.name ?? ""
      if let wanted = call["incomeType"], wanted != name { return nil }
      return .fields {
        field("symbol", entry.feed.map { state.markets.feeds[$0].instrument.venueSymbol } ?? "")
        field("incomeType", name)
        field("income", entry.amount)
        field("asset", state.symbol(entry.asset))
        field("time", entry.time.milliseconds)
        field("info", name)
        field("tranId", entry.id)
        field("tradeId", "")
      }
    }
    let limit = min(call.integer("limit") ?? 100, 1000)
    return .array(Array(start == nil ? rows.suffix(limit) : rows.prefix(limit)))
  }
}
