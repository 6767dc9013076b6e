import FixedPoint
import JSON
import Simulation
import TradingModel

/// The unified account: balances, modes, fees, the log, the key.
enum BybitAccount {
  private static let wallet = WalletKind.bybitUnified

  /// Worth of an amount in dollars, by the index.
  static func worth(_ asset: AssetID, _ amount: Quantity, _ state: VenueServerState) -> Money {
    guard let index = state.markets.indices.first(where: { $0.asset == asset }) else {
      return Money(amount.value)
    }
    let price = Price(Decimal18(mantissa: Int128(index.micro) * 1_000_000_000_000))
    return price.timesIfFits(amount, rounding: .halfEven) ?? .zero
  }

  /// Initial and maintenance margin of the positions settled in an asset.
  static func margins(
    _ asset: AssetID, _ wallet: Wallet, _ state: VenueServerState
  ) -> (initial: Quantity, maintenance: Quantity) {
    var initial = Quantity.zero
    var maintenance = Quantity.zero
    for place in state.feeds(wallet.kind.venue, .perp) {
      let rules = state.markets.feeds[place].instrument
      guard rules.settle == asset, let position = wallet.engine.position(rules.id) else { continue }
      initial = initial.adding(position.initialMargin) ?? initial
      maintenance = maintenance.adding(position.maintenanceMargin) ?? maintenance
    }
    return (initial, maintenance)
  }

  /// The member of `wallet-balance` and of the wallet stream.
  static func balances(
    _ account: Int, _ state: VenueServerState, coins: [String]? = nil
  ) -> JSONNode {
    let wallet = state.wallet(account, wallet)
    var equity = Money.zero
    var available = Money.zero
    var rows: [JSONNode] = []
    for asset in state.assets("bybit") {
      let total = wallet.engine.balance(asset)
      let profit = wallet.engine.unrealised(asset)
      let own = total.adding(profit) ?? total
      equity = equity.adding(worth(asset, own, state)) ?? equity
      available =
        available.adding(worth(asset, max(.zero, wallet.engine.available(asset)), state))
        ?? available
      if !(coins?.contains(state.symbol(asset)) ?? !own.isZero) { continue }
      let margin = margins(asset, wallet, state)
      let held = wallet.engine.locked(asset).subtracting(margin.initial) ?? .zero
      let free = max(.zero, wallet.engine.available(asset))
      rows.append(
        .fields {
          field("coin", state.symbol(asset))
          field("equity", own)
          field("usdValue", worth(asset, own, state))
          field("walletBalance", total)
          field("free", free)
          field("locked", max(.zero, held))
          field("spotHedgingQty", "0")
          field("borrowAmount", "0")
          field("accruedInterest", "0")
          field("totalOrderIM", "0")
          field("totalPositionIM", margin.initial)
          field("totalPositionMM", margin.maintenance)
          field("unrealisedPnl", profit)
          field("cumRealisedPnl", "0")
          field("bonus", "0")
          field("marginCollateral", true)
          field("collateralSwitch", true)
          field("availableToBorrow", "")
          field("availableToWithdraw", free)
        })
    }
    return .fields {
      field("accountType", "UNIFIED")
      field("totalEquity", equity)
      field("totalWalletBalance", equity)
      field("totalMarginBalance", equity)
      field("totalAvailableBalance", available)
      field("totalPerpUPL", "0")
      field("totalInitialMargin", "0")
      field("totalMaintenanceMargin", "0")
      field("accountIMRate", "0")
      field("accountMMRate", "0")
      field("accountLTV", "0")
      field("coin", rows)
    }
  }

  static func balance(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard call["accountType"] == "UNIFIED" else {
      throw VenueFailure(10001, "accountType only support UNIFIED.")
    }
    let coins = call["coin"]?.split(separator: ",").map(String.init)
    return .fields {
      field("list", [balances(call.account, state, coins: coins)])
    }
  }

  static func info(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let mode = state.wallet(call.account, wallet).marginModes[-1] ?? .cross
    return .fields {
      field("unifiedMarginStatus", 5)
      field("marginMode", mode == .isolated ? "ISOLATED_MARGIN" : "REGULAR_MARGIN")
      field("isMasterTrader", false)
      field("spotHedgingStatus", "OFF")
      field("dcpStatus", "OFF")
      field("timeWindow", 10)
      field("smpGroup", 0)
      field("updatedTime", String(state.now.milliseconds))
    }
  }

  static func setMarginMode(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let modes: [String: MarginMode] = [
      "ISOLATED_MARGIN": .isolated, "REGULAR_MARGIN": .cross,
    ]
    guard let mode = call["setMarginMode"].flatMap({ modes[$0] }) else {
      throw BybitFailures.missing("setMarginMode")
    }
    state.accounts[call.account].wallets[wallet.rawValue].marginModes[-1] = mode
    return .fields {
      field("reasons", [JSONNode]())
    }
  }

  static func fees(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let market = try BybitMarket.market(call)
    let places = market.map { state.feeds("bybit", $0) } ?? []
    let rows = places.map { state.markets.feeds[$0].instrument }
      .filter { call["symbol"] == nil || $0.venueSymbol == call["symbol"] }
      .map { rules in
        JSONNode.fields {
          field("symbol", rules.venueSymbol)
          field("baseCoin", state.symbol(rules.base))
          field("takerFeeRate", rules.takerFee)
          field("makerFeeRate", rules.makerFee)
        }
      }
    return .fields {
      field("category", call["category"] ?? "")
      field("list", rows)
    }
  }

  static func transactions(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let names: [LedgerEntry.Kind: String] = [
      .funding: "SETTLEMENT", .profit: "TRADE", .fee: "TRADE", .transfer: "TRANSFER_IN",
      .deposit: "TRANSFER_IN", .withdrawal: "TRANSFER_OUT", .insurance: "BONUS",
    ]
    let wallet = state.wallet(call.account, wallet)
    let start = call.time("startTime")
    let end = call.time("endTime")
    let rows = wallet.ledger.reversed().compactMap { entry -> JSONNode? in
      let isMoveOut = entry.kind == .transfer && entry.amount.isNegative
      let name = isMoveOut ? "TRANSFER_OUT" : names[entry.kind] ?? ""
      if let wanted = call["type"], wanted != name { return nil }
      guard start.map({ entry.time >= $0 }) ?? true, end.map({ entry.time <= $0 }) ?? true
      else { return nil }
      let rules = entry.feed.map { state.markets.feeds[$0].instrument }
      return .fields {
        field("id", String(entry.id))
        field("symbol", rules?.venueSymbol ?? "")
        field("category", "linear")
        field("side", "None")
        field("transactionTime", String(entry.time.milliseconds))
        field("type", name)
        field("qty", "0")
        field("size", "0")
        field("currency", state.symbol(entry.asset))
        field("tradePrice", "0")
        field("funding", entry.kind == .funding ? entry.amount : .zero)
        field("fee", entry.kind == .fee ? -entry.amount : .zero)
        field("cashFlow", entry.amount)
        field("change", entry.amount)
        field("cashBalance", wallet.engine.balance(entry.asset))
        field("feeRate", "")
        field("bonusChange", "")
        field("tradeId", "")
        field("orderId", "")
        field("orderLinkId", "")
      }
    }
    return BybitOrders.page(call, rows, most: 50, usual: 20)
  }

  static func withdrawable(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, wallet)
    let names = (call["coinName"] ?? "").split(separator: ",").map(String.init)
    let rows = state.assets("bybit").filter { names.contains(state.symbol($0)) }.map {
      JSONMember(
        name: state.symbol($0), value: .string(wallet.engine.available($0).description))
    }
    return .fields {
      field("availableWithdrawal", rows.first?.value ?? .string(""))
      field("availableWithdrawalMap", JSONNode.object(rows))
    }
  }

  static func key(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let rights = call.key?.permissions ?? []
    let trades = rights.contains(.spot) || rights.contains(.futures)
    let addresses = call.key?.addresses ?? []
    return .fields {
      field("id", "1")
      field("note", "simulated")
      field("apiKey", call.key?.key ?? "")
      field("readOnly", trades ? 0 : 1)
      field("secret", "")
      field(
        "permissions",
        JSONNode.fields {
          field("ContractTrade", rights.contains(.futures) ? ["Order", "Position"] : [String]())
          field("Spot", rights.contains(.spot) ? ["SpotTrade"] : [String]())
          field(
            "Wallet",
            (rights.contains(.transfer) ? ["AccountTransfer"] : [])
              + (rights.contains(.withdraw) ? ["Withdraw"] : []))
          field("Options", [String]())
          field("Derivatives", [String]())
          field("Exchange", [String]())
        })
      field("ips", addresses.isEmpty ? ["*"] : addresses)
      field("type", 1)
      field("deadlineDay", 90)
      field("expiredAt", "2027-12-31T00:00:00Z")
      field("createdAt", "2026-01-01T00:00:00Z")
      field("unified", 0)
      field("uta", 1)
      field("userID", call.account + 1)
      field("inviterID", 0)
      field("vipLevel", "No VIP")
      field("isMaster", true)
      field("parentUid", "0")
    }
  }
}
