import FixedPoint
import JSON
import Simulation
import TradingModel

/// Balances, positions and settings.
enum BinanceAccount {
  static func spot(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, .binanceSpot)
    let fees = state.feeds("binance", .spot).first.map { state.markets.feeds[$0].instrument }
    let rows = state.assets("binance").compactMap { asset -> JSONNode? in
      let total = wallet.engine.balance(asset)
      if call.flag("omitZeroBalances"), total.isZero { return nil }
      return .fields {
        field("asset", state.symbol(asset))
        field("free", wallet.engine.available(asset))
        field("locked", wallet.engine.locked(asset))
      }
    }
    let permissions = call.key?.permissions ?? []
    return .fields {
      field("makerCommission", 10)
      field("takerCommission", 10)
      field("buyerCommission", 0)
      field("sellerCommission", 0)
      field(
        "commissionRates",
        JSONNode.fields {
          field("maker", fees?.makerFee ?? .zero)
          field("taker", fees?.takerFee ?? .zero)
          field("buyer", "0.00000000")
          field("seller", "0.00000000")
        })
      field("canTrade", permissions.contains(.spot))
      field("canWithdraw", permissions.contains(.withdraw))
      field("canDeposit", true)
      field("brokered", false)
      field("requireSelfTradePrevention", false)
      field("preventSor", false)
      field("updateTime", state.now.milliseconds)
      field("accountType", "SPOT")
      field("balances", rows)
      field("permissions", ["SPOT"])
      field("uid", call.account + 1)
    }
  }

  static func spotCommission(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let rules = state.markets.feeds[try BinanceMarket.feed(state, call)].instrument
    let none: JSONNode = .fields {
      field("maker", "0.00000000")
      field("taker", "0.00000000")
      field("buyer", "0.00000000")
      field("seller", "0.00000000")
    }
    return .fields {
      field("symbol", rules.venueSymbol)
      field(
        "standardCommission",
        JSONNode.fields {
          field("maker", rules.makerFee)
          field("taker", rules.takerFee)
          field("buyer", "0.00000000")
          field("seller", "0.00000000")
        })
      field("taxCommission", none)
      field("specialCommission", none)
      field(
        "discount",
        JSONNode.fields {
          field("enabledForAccount", false)
          field("enabledForSymbol", false)
          field("discountAsset", "BNB")
          field("discount", "0.00000000")
        })
    }
  }

  static func orderCounts(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let isFutures = BinanceMarket.market(call) == .perp
    let name = "binance|orders|\(isFutures)|\(call.account)"
    var window = state.windows[name] ?? RateWindow()
    window.roll(.seconds(10), state.now)
    return .array([
      .fields {
        field("rateLimitType", "ORDERS")
        field("interval", "SECOND")
        field("intervalNum", 10)
        field("limit", isFutures ? BinanceLimits.futuresOrders : BinanceLimits.spotOrders)
        field("count", window.used)
      }
    ])
  }

  /// A position's members in the futures answers; nil where the version shows none.
  private static func position(
    _ place: Int, _ state: VenueServerState, _ call: VenueCall, all: Bool
  ) -> JSONNode? {
    let wallet = state.wallet(call.account, .binanceFutures)
    let rules = state.markets.feeds[place].instrument
    guard let position = wallet.engine.position(rules.id),
      all || !position.size.isZero || !wallet.open(feed: place).isEmpty
    else { return nil }
    let isIsolated =
      position.size.isZero
      ? wallet.marginModes[place] == .isolated : position.mode == .isolated
    let entry = position.entry.value.formatted(decimals: 8, rounding: .halfEven)
    let liquidation = position.liquidation?.roundedIfFits(
      toMultipleOf: rules.tick, rounding: .halfEven)
    let signed = Money(
      position.size.isNegative ? -position.notional.value : position.notional.value)
    return .fields {
      field("symbol", rules.venueSymbol)
      field("positionSide", "BOTH")
      field("positionAmt", position.size)
      field("entryPrice", entry)
      field("breakEvenPrice", entry)
      field("markPrice", position.mark)
      field("unRealizedProfit", position.unrealised)
      field("unrealizedProfit", position.unrealised)
      field("liquidationPrice", liquidation ?? .zero)
      field("isolatedMargin", position.isolatedMargin)
      field("notional", signed)
      field("marginAsset", state.symbol(rules.settle))
      field("isolatedWallet", position.isolatedMargin)
      field("initialMargin", position.initialMargin)
      field("maintMargin", position.maintenanceMargin)
      field("positionInitialMargin", position.initialMargin)
      field("openOrderInitialMargin", "0")
      field("adl", 1)
      field("bidNotional", "0")
      field("askNotional", "0")
      field("updateTime", state.now.milliseconds)
      field("marginType", isIsolated ? "isolated" : "cross")
      field("isolated", isIsolated)
      field("isAutoAddMargin", "false")
      field("leverage", String(wallet.leverage(place, rules)))
      field("maxNotionalValue", "1000000")
    }
  }

  static func positions(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let isOld = call.path.hasPrefix("/fapi/v2")
    let places =
      call["symbol"] == nil ? state.feeds("binance", .perp) : [try BinanceMarket.feed(state, call)]
    let hidden =
      isOld ? [] : ["marginType", "isAutoAddMargin", "leverage", "maxNotionalValue", "isolated"]
    return .array(
      places.compactMap { place in
        position(place, state, call, all: isOld || call["symbol"] != nil)
      }.map { node in
        .object((node.members ?? []).filter { !hidden.contains($0.name) })
      })
  }

  /// Totals and the row of an asset.
  private static func asset(_ asset: AssetID, _ wallet: Wallet, _ state: VenueServerState)
    -> JSONNode
  {
    let balance = wallet.engine.balance(asset)
    let profit = wallet.engine.unrealised(asset)
    let free = max(.zero, wallet.engine.available(asset))
    let margins = margins(asset, wallet, state)
    return .fields {
      field("asset", state.symbol(asset))
      field("walletBalance", balance)
      field("unrealizedProfit", profit)
      field("marginBalance", balance.adding(profit) ?? balance)
      field("maintMargin", margins.maintenance)
      field("initialMargin", margins.initial)
      field("positionInitialMargin", margins.initial)
      field("openOrderInitialMargin", "0")
      field("crossWalletBalance", balance)
      field("crossUnPnl", profit)
      field("availableBalance", free)
      field("maxWithdrawAmount", free)
      field("marginAvailable", true)
      field("updateTime", state.now.milliseconds)
    }
  }

  private static func margins(
    _ asset: AssetID, _ wallet: Wallet, _ state: VenueServerState
  ) -> (initial: Quantity, maintenance: Quantity) {
    var result = (initial: Quantity.zero, maintenance: Quantity.zero)
    for place in state.feeds(wallet.kind.venue, .perp) {
      let rules = state.markets.feeds[place].instrument
      guard rules.settle == asset, let position = wallet.engine.position(rules.id) else { continue }
      result.initial = result.initial.adding(position.initialMargin) ?? result.initial
      result.maintenance = result.maintenance.adding(position.maintenanceMargin) ?? .zero
    }
    return result
  }

  static func futures(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, .binanceFutures)
    guard let dollar = state.catalog.asset(named: "USDT")?.id else { return .null }
    let total = asset(dollar, wallet, state)
    let isOld = call.path.hasPrefix("/fapi/v2")
    let positions = state.feeds("binance", .perp).compactMap {
      position($0, state, call, all: isOld)
    }
    return .fields {
      field("feeTier", 0)
      field("canTrade", true)
      field("canDeposit", true)
      field("canWithdraw", true)
      field("updateTime", 0)
      field("multiAssetsMargin", false)
      field("tradeGroupId", -1)
      field("totalInitialMargin", total["initialMargin"])
      field("totalMaintMargin", total["maintMargin"])
      field("totalWalletBalance", total["walletBalance"])
      field("totalUnrealizedProfit", total["unrealizedProfit"])
      field("totalMarginBalance", total["marginBalance"])
      field("totalPositionInitialMargin", total["positionInitialMargin"])
      field("totalOpenOrderInitialMargin", "0")
      field("totalCrossWalletBalance", total["walletBalance"])
      field("totalCrossUnPnl", total["crossUnPnl"])
      field("availableBalance", total["availableBalance"])
      field("maxWithdrawAmount", total["availableBalance"])
      field("assets", state.assets("binance").map { asset($0, wallet, state) })
      field("positions", positions)
    }
  }

  static func balances(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let wallet = state.wallet(call.account, .binanceFutures)
    return .array(
      state.assets("binance").map { coin in
        let row = asset(coin, wallet, state)
        return .fields {
          field("accountAlias", "simA")
          field("asset", row["asset"])
          field("balance", row["walletBalance"])
          field("crossWalletBalance", row["walletBalance"])
          field("crossUnPnl", row["crossUnPnl"])
          field("availableBalance", row["availableBalance"])
          field("maxWithdrawAmount", row["availableBalance"])
          field("marginAvailable", true)
          field("updateTime", state.now.milliseconds)
        }
      })
  }
}
