/// Every endpoint of Bybit that the simulator has; the weight is the limit a second and account.
enum BybitEndpoints {
  static let all: [VenueEndpoint] = market + trade + position + account + asset

  private static let market: [VenueEndpoint] = [
    VenueEndpoint("GET", "/v5/market/time", handle: BybitMarket.time),
    VenueEndpoint("GET", "/v5/system/status", handle: BybitMarket.status),
    VenueEndpoint("GET", "/v5/market/instruments-info", handle: BybitMarket.instruments),
    VenueEndpoint("GET", "/v5/market/tickers", handle: BybitMarket.tickers),
    VenueEndpoint("GET", "/v5/market/orderbook", handle: BybitMarket.book),
    VenueEndpoint("GET", "/v5/market/kline", handle: BybitMarket.candles),
    VenueEndpoint("GET", "/v5/market/mark-price-kline", handle: BybitMarket.markCandles),
    VenueEndpoint("GET", "/v5/market/index-price-kline", handle: BybitMarket.markCandles),
    VenueEndpoint("GET", "/v5/market/recent-trade", handle: BybitMarket.trades),
    VenueEndpoint("GET", "/v5/market/funding/history", handle: BybitMarket.fundingRates),
    VenueEndpoint("GET", "/v5/market/risk-limit", handle: BybitMarket.riskLimits),
    VenueEndpoint("GET", "/v5/market/open-interest", handle: BybitMarket.openInterest),
  ]

  private static let trade: [VenueEndpoint] = [
    VenueEndpoint(
      "POST", "/v5/order/create", .signed(.spot), weight: 20, handle: BybitOrders.place),
    VenueEndpoint("POST", "/v5/order/amend", .signed(.spot), weight: 20, handle: BybitOrders.amend),
    VenueEndpoint(
      "POST", "/v5/order/cancel", .signed(.spot), weight: 20, handle: BybitOrders.cancel),
    VenueEndpoint(
      "POST", "/v5/order/cancel-all", .signed(.spot), weight: 20, handle: BybitOrders.cancelAll),
    VenueEndpoint(
      "POST", "/v5/order/create-batch", .signed(.spot), weight: 20, handle: BybitBatches.place),
    VenueEndpoint(
      "POST", "/v5/order/amend-batch", .signed(.spot), weight: 20, handle: BybitBatches.amend),
    VenueEndpoint(
      "POST", "/v5/order/cancel-batch", .signed(.spot), weight: 20, handle: BybitBatches.cancel),
    VenueEndpoint(
      "POST", "/v5/order/disconnected-cancel-all", .signed(.futures), weight: 5,
      handle: BybitProtection.set),
    VenueEndpoint(
      "GET", "/v5/order/realtime", .signed(.read), weight: 50, handle: BybitOrders.current),
    VenueEndpoint(
      "GET", "/v5/order/history", .signed(.read), weight: 50, handle: BybitOrders.history),
    VenueEndpoint(
      "GET", "/v5/execution/list", .signed(.read), weight: 50, handle: BybitOrders.executions),
  ]

  private static let position: [VenueEndpoint] = [
    VenueEndpoint(
      "GET", "/v5/position/list", .signed(.read), weight: 50, handle: BybitPositions.list),
    VenueEndpoint(
      "POST", "/v5/position/trading-stop", .signed(.futures), weight: 10,
      handle: BybitPositions.setTradingStop),
    VenueEndpoint(
      "POST", "/v5/position/set-leverage", .signed(.futures), weight: 10,
      handle: BybitPositions.setLeverage),
    VenueEndpoint(
      "POST", "/v5/position/switch-mode", .signed(.futures), weight: 10,
      handle: BybitPositions.switchMode),
    VenueEndpoint(
      "POST", "/v5/position/add-margin", .signed(.futures), weight: 10,
      handle: BybitPositions.addMargin),
    VenueEndpoint(
      "GET", "/v5/position/closed-pnl", .signed(.read), weight: 50,
      handle: BybitPositions.closedProfit),
  ]

  private static let account: [VenueEndpoint] = [
    VenueEndpoint(
      "GET", "/v5/account/wallet-balance", .signed(.read), weight: 50,
      handle: BybitAccount.balance),
    VenueEndpoint("GET", "/v5/account/info", .signed(.read), weight: 50, handle: BybitAccount.info),
    VenueEndpoint(
      "POST", "/v5/account/set-margin-mode", .signed(.futures), weight: 5,
      handle: BybitAccount.setMarginMode),
    VenueEndpoint(
      "GET", "/v5/account/fee-rate", .signed(.read), weight: 10, handle: BybitAccount.fees),
    VenueEndpoint(
      "GET", "/v5/account/transaction-log", .signed(.read), weight: 50,
      handle: BybitAccount.transactions),
    VenueEndpoint(
      "GET", "/v5/account/withdrawal", .signed(.read), weight: 50,
      handle: BybitAccount.withdrawable),
    VenueEndpoint(
      "GET", "/v5/user/query-api", .signed(.read), weight: 10, handle: BybitAccount.key),
  ]

  private static let asset: [VenueEndpoint] = [
    VenueEndpoint(
      "GET", "/v5/asset/coin/query-info", .signed(.read), weight: 5, handle: BybitAssets.coins),
    VenueEndpoint(
      "GET", "/v5/asset/deposit/query-address", .signed(.read), weight: 5,
      handle: BybitAssets.address),
    VenueEndpoint(
      "GET", "/v5/asset/deposit/query-record", .signed(.read), weight: 5,
      handle: BybitAssets.deposits),
    VenueEndpoint(
      "POST", "/v5/asset/withdraw/create", .signed(.withdraw), weight: 5,
      handle: BybitAssets.withdraw),
    VenueEndpoint(
      "GET", "/v5/asset/withdraw/query-record", .signed(.read), weight: 5,
      handle: BybitAssets.withdrawals),
    VenueEndpoint(
      "POST", "/v5/asset/transfer/inter-transfer", .signed(.transfer), weight: 20,
      handle: BybitAssets.transfer),
    VenueEndpoint(
      "GET", "/v5/asset/transfer/query-inter-transfer-list", .signed(.read), weight: 5,
      handle: BybitAssets.transfers),
    VenueEndpoint(
      "GET", "/v5/asset/transfer/query-account-coins-balance", .signed(.read), weight: 5,
      handle: BybitAssets.holdings),
  ]
}
