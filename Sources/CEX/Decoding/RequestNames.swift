/// The spellings by which a line may name what was asked.
enum RequestNames {
  /// A kind by our action name, by the same in camel case, or by the name other gateways use.
  static func kind(named name: String) -> RequestKind? {
    let word = snakeCase(name)
    return RequestKind(rawValue: word) ?? others[word]
  }

  private static func snakeCase(_ name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase {
        if !result.isEmpty, result.last != "_", result.last?.isUppercase == false { result += "_" }
        result += character.lowercased()
      } else {
        result.append(character == "-" || character == "." ? "_" : character)
      }
    }
    return result
  }

  private static let others: [String: RequestKind] = [
    "create_order": .placeOrder, "create_orders": .placeOrders, "edit_order": .amendOrder,
    "order_place": .placeOrder, "order_cancel": .cancelOrder, "order_status": .getOrder,
    "order_create": .placeOrder, "order_amend": .amendOrder, "order_modify": .amendOrder,
    "create_market_buy_order_with_cost": .placeOrder, "create_market_order": .placeOrder,
    "create_limit_order": .placeOrder, "cancel_all_orders": .cancelAll,
    "cancel_all_orders_after": .cancelAllAfter, "fetch_order": .getOrder,
    "fetch_open_order": .getOrder, "fetch_closed_order": .getOrder,
    "fetch_open_orders": .listOpenOrders, "fetch_closed_orders": .listClosedOrders,
    "fetch_canceled_orders": .listClosedOrders, "fetch_orders": .listOrders,
    "get_open_orders": .listOpenOrders, "get_executions": .listFills,
    "fetch_my_trades": .listFills, "fetch_order_trades": .listFills,
    "fetch_positions": .listPositions, "fetch_position": .listPositions,
    "get_position": .listPositions, "get_positions": .listPositions,
    "fetch_positions_history": .listClosedPositions,
    "fetch_position_history": .listClosedPositions, "fetch_balance": .getBalance,
    "get_account_balance": .getBalance, "fetch_leverage": .getLeverage,
    "fetch_margin_mode": .getSettings, "fetch_position_mode": .getSettings,
    "add_margin": .changeMargin, "reduce_margin": .changeMargin, "fetch_ohlcv": .getKlines,
    "fetch_order_book": .getOrderBook, "fetch_ticker": .getTicker, "fetch_tickers": .getTicker,
    "fetch_bids_asks": .getTicker, "fetch_trades": .listTrades, "get_trades": .listTrades,
    "fetch_funding_rate": .getFundingRate, "fetch_funding_rates": .getFundingRate,
    "fetch_funding_rate_history": .listFundingRates,
    "fetch_funding_history": .listFundingPayments, "fetch_ledger": .listLedger,
    "fetch_leverage_tiers": .getLeverageTiers, "fetch_market_leverage_tiers": .getLeverageTiers,
    "fetch_trading_fee": .getTradingFee, "fetch_trading_fees": .getTradingFee,
    "fetch_time": .getServerTime, "fetch_deposit_address": .getDepositAddress,
    "fetch_withdrawals": .listWithdrawals, "fetch_deposits": .listDeposits,
    "fetch_transfers": .listTransfers, "fetch_transfer": .listTransfers,
    "get_transfer": .listTransfers, "fetch_markets": .getInstruments,
    "list_instruments": .getInstruments, "get_api_key": .getKeyPermissions,
    "get_permissions": .getKeyPermissions, "listen_key": .createListenKey,
    "cancel_trading_stop": .setTradingStop, "get_order_status": .getOrder,
  ]

  /// A kind by the path of the venue's endpoint. The first part that fits decides.
  static func kind(ofPath path: String, method: String?) -> RequestKind? {
    let bare = path.split(separator: "?").first.map(String.init) ?? path
    for entry in paths where bare.hasSuffix(entry.path) {
      guard entry.method == nil || method == nil || entry.method == method else { continue }
      if entry.method != nil && method == nil && entry.isAmbiguous { continue }
      return entry.kind
    }
    return nil
  }

  private struct Entry {
    let method: String?
    let path: String
    let kind: RequestKind
    let isAmbiguous: Bool
  }

  private static func entry(
    _ path: String, _ kind: RequestKind, _ method: String? = nil, ambiguous: Bool = false
  ) -> Entry { Entry(method: method, path: path, kind: kind, isAmbiguous: ambiguous) }

  private static let paths: [Entry] = binancePaths + bybitPaths + okxPaths

  private static let binancePaths = [
    entry("/order/test", .ping), entry("/order/cancelReplace", .amendOrder),
    entry("/order/amend/keepPriority", .amendOrder),
    entry("/v3/order", .placeOrder, "POST", ambiguous: true),
    entry("/v1/order", .placeOrder, "POST", ambiguous: true),
    entry("/v3/order", .getOrder, "GET", ambiguous: true),
    entry("/v1/order", .getOrder, "GET", ambiguous: true),
    entry("/v1/order", .amendOrder, "PUT", ambiguous: true),
    entry("/v3/order", .cancelOrder, "DELETE", ambiguous: true),
    entry("/v1/order", .cancelOrder, "DELETE", ambiguous: true),
    entry("/algoOrder", .placeOrder, "POST", ambiguous: true),
    entry("/algoOrder", .getOrder, "GET", ambiguous: true),
    entry("/algoOrder", .cancelOrder, "DELETE", ambiguous: true),
    entry("/batchOrders", .placeOrders, "POST", ambiguous: true),
    entry("/batchOrders", .cancelOrders, "DELETE", ambiguous: true),
    entry("/batchOrders", .placeOrders, "PUT", ambiguous: true),
    entry("/openOrders", .cancelAll, "DELETE", ambiguous: true),
    entry("/openOrders", .listOpenOrders, "GET", ambiguous: true),
    entry("/allOpenOrders", .cancelAll), entry("/algoOpenOrders", .cancelAll),
    entry("/openAlgoOrders", .listOpenOrders), entry("/openOrder", .getOrder),
    entry("/allOrders", .listOrders), entry("/allAlgoOrders", .listOrders),
    entry("/orderList/oco", .placeOCO), entry("/countdownCancelAll", .cancelAllAfter),
    entry("/myTrades", .listFills), entry("/userTrades", .listFills),
    entry("/v3/account", .getBalance), entry("/v2/account", .getBalance),
    entry("/v3/balance", .getBalance), entry("/v2/balance", .getBalance),
    entry("/positionRisk", .listPositions), entry("/symbolConfig", .getSettings),
    entry("/v1/leverage", .setLeverage), entry("/marginType", .setMarginMode),
    entry("/positionSide/dual", .setPositionMode, "POST", ambiguous: true),
    entry("/positionSide/dual", .getSettings, "GET", ambiguous: true),
    entry("/multiAssetsMargin", .getSettings, "GET", ambiguous: true),
    entry("/positionMargin", .changeMargin), entry("/leverageBracket", .getLeverageTiers),
    entry("/commissionRate", .getTradingFee), entry("/tradeFee", .getTradingFee),
    entry("/account/commission", .getTradingFee), entry("/income", .listFundingPayments),
    entry("/listenKey", .createListenKey, "POST", ambiguous: true),
    entry("/listenKey", .keepAlive), entry("/exchangeInfo", .getInstruments),
    entry("/depth", .getOrderBook), entry("/klines", .getKlines),
    entry("/markPriceKlines", .getKlines), entry("/ticker/24hr", .getTicker),
    entry("/ticker/price", .getTicker), entry("/ticker/bookTicker", .getTicker),
    entry("/aggTrades", .listTrades), entry("/v3/trades", .listTrades),
    entry("/v1/trades", .listTrades), entry("/premiumIndex", .getFundingRate),
    entry("/fundingRate", .listFundingRates), entry("/v3/time", .getServerTime),
    entry("/v1/time", .getServerTime), entry("/deposit/address", .getDepositAddress),
    entry("/deposit/hisrec", .listDeposits), entry("/withdraw/apply", .withdraw),
    entry("/withdraw/history", .listWithdrawals),
    entry("/asset/transfer", .transfer, "POST", ambiguous: true),
    entry("/v1/asset/transfer", .listTransfers, "GET", ambiguous: true),
    entry("/apiRestrictions", .getKeyPermissions), entry("/ping", .ping),
  ]

  private static let bybitPaths = [
    entry("/order/create", .placeOrder), entry("/order/amend", .amendOrder),
    entry("/order/cancel", .cancelOrder), entry("/order/cancel-all", .cancelAll),
    entry("/order/create-batch", .placeOrders), entry("/order/cancel-batch", .cancelOrders),
    entry("/order/amend-batch", .placeOrders), entry("/order/realtime", .listOrders),
    entry("/order/history", .listClosedOrders), entry("/execution/list", .listFills),
    entry("/disconnected-cancel-all", .cancelAllAfter),
    entry("/position/list", .listPositions), entry("/position/closed-pnl", .listClosedPositions),
    entry("/position/trading-stop", .setTradingStop), entry("/position/set-leverage", .setLeverage),
    entry("/position/switch-mode", .setPositionMode), entry("/position/add-margin", .changeMargin),
    entry("/account/set-margin-mode", .setMarginMode),
    entry("/account/wallet-balance", .getBalance),
    entry("/query-account-coins-balance", .getBalance), entry("/account/fee-rate", .getTradingFee),
    entry("/account/info", .getSettings), entry("/account/transaction-log", .listLedger),
    entry("/user/query-api", .getKeyPermissions), entry("/market/time", .getServerTime),
    entry("/market/instruments-info", .getInstruments), entry("/market/tickers", .getTicker),
    entry("/market/orderbook", .getOrderBook), entry("/market/kline", .getKlines),
    entry("/market/mark-price-kline", .getKlines), entry("/market/recent-trade", .listTrades),
    entry("/market/funding/history", .listFundingRates),
    entry("/market/risk-limit", .getLeverageTiers),
    entry("/deposit/query-address", .getDepositAddress),
    entry("/deposit/query-record", .listDeposits), entry("/withdraw/create", .withdraw),
    entry("/withdraw/query-record", .listWithdrawals), entry("/inter-transfer", .transfer),
    entry("/query-inter-transfer-list", .listTransfers),
  ]

  private static let okxPaths = [
    entry("/trade/order", .placeOrder, "POST", ambiguous: true),
    entry("/trade/order", .getOrder, "GET", ambiguous: true),
    entry("/trade/order-algo", .placeOrder, "POST", ambiguous: true),
    entry("/trade/order-algo", .getOrder, "GET", ambiguous: true),
    entry("/trade/batch-orders", .placeOrders), entry("/trade/cancel-order", .cancelOrder),
    entry("/trade/cancel-batch-orders", .cancelOrders), entry("/trade/cancel-algos", .cancelOrders),
    entry("/trade/amend-order", .amendOrder), entry("/trade/amend-batch-orders", .placeOrders),
    entry("/trade/amend-algos", .amendOrder), entry("/trade/close-position", .closePosition),
    entry("/trade/cancel-all-after", .cancelAllAfter),
    entry("/trade/orders-pending", .listOpenOrders),
    entry("/trade/orders-algo-pending", .listOpenOrders),
    entry("/trade/orders-history", .listClosedOrders),
    entry("/trade/orders-history-archive", .listClosedOrders),
    entry("/trade/orders-algo-history", .listClosedOrders), entry("/trade/fills", .listFills),
    entry("/trade/fills-history", .listFills), entry("/account/balance", .getBalance),
    entry("/asset/balances", .getBalance), entry("/account/positions", .listPositions),
    entry("/account/positions-history", .listClosedPositions),
    entry("/account/set-leverage", .setLeverage), entry("/account/leverage-info", .getLeverage),
    entry("/account/set-position-mode", .setPositionMode), entry("/margin-balance", .changeMargin),
    entry("/account/trade-fee", .getTradingFee), entry("/account/config", .getKeyPermissions),
    entry("/account/bills", .listLedger), entry("/account/bills-archive", .listLedger),
    entry("/public/time", .getServerTime), entry("/instruments", .getInstruments),
    entry("/market/ticker", .getTicker), entry("/market/tickers", .getTicker),
    entry("/market/books", .getOrderBook), entry("/market/candles", .getKlines),
    entry("/market/history-candles", .getKlines), entry("/mark-price-candles", .getKlines),
    entry("/market/trades", .listTrades), entry("/public/funding-rate", .getFundingRate),
    entry("/public/funding-rate-history", .listFundingRates),
    entry("/public/mark-price", .getFundingRate),
    entry("/public/position-tiers", .getLeverageTiers),
    entry("/asset/deposit-address", .getDepositAddress),
    entry("/asset/deposit-history", .listDeposits), entry("/asset/withdrawal", .withdraw),
    entry("/asset/withdrawal-history", .listWithdrawals),
    entry("/asset/transfer", .transfer), entry("/asset/transfer-state", .listTransfers),
  ]
}
