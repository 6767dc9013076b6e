/// Every endpoint of OKX that the simulator has; the weight is the limit in two seconds.
enum OKXEndpoints {
  static let all: [VenueEndpoint] = market + trade + algo + account + asset

  private static let market: [VenueEndpoint] = [
    VenueEndpoint("GET", "/api/v5/public/time", weight: 100, handle: OKXMarket.time),
    VenueEndpoint("GET", "/api/v5/system/status", weight: 20, handle: OKXMarket.status),
    VenueEndpoint("GET", "/api/v5/public/instruments", weight: 40, handle: OKXMarket.instruments),
    VenueEndpoint("GET", "/api/v5/market/ticker", weight: 40, handle: OKXMarket.ticker),
    VenueEndpoint("GET", "/api/v5/market/tickers", weight: 40, handle: OKXMarket.tickers),
    VenueEndpoint("GET", "/api/v5/market/books", weight: 80, handle: OKXMarket.book),
    VenueEndpoint("GET", "/api/v5/market/books-full", weight: 10, handle: OKXMarket.book),
    VenueEndpoint("GET", "/api/v5/market/candles", weight: 80, handle: OKXMarket.candles),
    VenueEndpoint("GET", "/api/v5/market/history-candles", weight: 40, handle: OKXMarket.candles),
    VenueEndpoint(
      "GET", "/api/v5/market/mark-price-candles", weight: 40, handle: OKXMarket.markCandles),
    VenueEndpoint(
      "GET", "/api/v5/market/history-mark-price-candles", weight: 40,
      handle: OKXMarket.markCandles),
    VenueEndpoint("GET", "/api/v5/market/index-candles", weight: 40, handle: OKXMarket.markCandles),
    VenueEndpoint("GET", "/api/v5/market/trades", weight: 100, handle: OKXMarket.trades),
    VenueEndpoint("GET", "/api/v5/public/funding-rate", weight: 40, handle: OKXMarket.funding),
    VenueEndpoint(
      "GET", "/api/v5/public/funding-rate-history", weight: 20, handle: OKXMarket.fundingRates),
    VenueEndpoint("GET", "/api/v5/public/mark-price", weight: 20, handle: OKXMarket.markPrices),
    VenueEndpoint("GET", "/api/v5/public/position-tiers", weight: 20, handle: OKXMarket.tiers),
    VenueEndpoint("GET", "/api/v5/public/price-limit", weight: 40, handle: OKXMarket.priceLimit),
    VenueEndpoint(
      "GET", "/api/v5/public/open-interest", weight: 40, handle: OKXMarket.openInterest),
  ]

  private static let trade: [VenueEndpoint] = [
    VenueEndpoint(
      "POST", "/api/v5/trade/order", .signed(.spot), weight: 60, handle: OKXOrders.place),
    VenueEndpoint(
      "POST", "/api/v5/trade/batch-orders", .signed(.spot), weight: 60,
      handle: OKXOrders.placeBatch),
    VenueEndpoint(
      "POST", "/api/v5/trade/cancel-order", .signed(.spot), weight: 60, handle: OKXOrders.cancel),
    VenueEndpoint(
      "POST", "/api/v5/trade/cancel-batch-orders", .signed(.spot), weight: 60,
      handle: OKXOrders.cancelBatch),
    VenueEndpoint(
      "POST", "/api/v5/trade/amend-order", .signed(.spot), weight: 60, handle: OKXOrders.amend),
    VenueEndpoint(
      "POST", "/api/v5/trade/amend-batch-orders", .signed(.spot), weight: 60,
      handle: OKXOrders.amendBatch),
    VenueEndpoint(
      "POST", "/api/v5/trade/close-position", .signed(.futures), weight: 20,
      handle: OKXOrders.closePosition),
    VenueEndpoint(
      "POST", "/api/v5/trade/cancel-all-after", .signed(.spot), weight: 2,
      handle: OKXOrders.cancelAllAfter),
    VenueEndpoint(
      "GET", "/api/v5/trade/order", .signed(.read), weight: 60, handle: OKXOrders.query),
    VenueEndpoint(
      "GET", "/api/v5/trade/orders-pending", .signed(.read), weight: 60, handle: OKXOrders.pending),
    VenueEndpoint(
      "GET", "/api/v5/trade/orders-history", .signed(.read), weight: 40, handle: OKXOrders.history),
    VenueEndpoint(
      "GET", "/api/v5/trade/orders-history-archive", .signed(.read), weight: 20,
      handle: OKXOrders.history),
    VenueEndpoint(
      "GET", "/api/v5/trade/fills", .signed(.read), weight: 60, handle: OKXOrders.fills),
    VenueEndpoint(
      "GET", "/api/v5/trade/fills-history", .signed(.read), weight: 10, handle: OKXOrders.fills),
  ]

  private static let algo: [VenueEndpoint] = [
    VenueEndpoint(
      "POST", "/api/v5/trade/order-algo", .signed(.spot), weight: 20, handle: OKXAlgoOrders.place),
    VenueEndpoint(
      "POST", "/api/v5/trade/cancel-algos", .signed(.spot), weight: 20,
      handle: OKXAlgoOrders.cancel),
    VenueEndpoint(
      "POST", "/api/v5/trade/amend-algos", .signed(.spot), weight: 20, handle: OKXAlgoOrders.amend),
    VenueEndpoint(
      "GET", "/api/v5/trade/order-algo", .signed(.read), weight: 20, handle: OKXAlgoOrders.query),
    VenueEndpoint(
      "GET", "/api/v5/trade/orders-algo-pending", .signed(.read), weight: 20,
      handle: OKXAlgoOrders.pending),
    VenueEndpoint(
      "GET", "/api/v5/trade/orders-algo-history", .signed(.read), weight: 20,
      handle: OKXAlgoOrders.history),
  ]

  private static let account: [VenueEndpoint] = [
    VenueEndpoint(
      "GET", "/api/v5/account/instruments", .signed(.read), weight: 40,
      handle: OKXMarket.instruments),
    VenueEndpoint(
      "GET", "/api/v5/account/config", .signed(.read), weight: 10,
      handle: OKXAccount.configuration),
    VenueEndpoint(
      "GET", "/api/v5/account/balance", .signed(.read), weight: 20, handle: OKXAccount.balance),
    VenueEndpoint(
      "GET", "/api/v5/account/positions", .signed(.read), weight: 20, handle: OKXAccount.positions),
    VenueEndpoint(
      "GET", "/api/v5/account/leverage-info", .signed(.read), weight: 20,
      handle: OKXAccount.leverage),
    VenueEndpoint(
      "POST", "/api/v5/account/set-leverage", .signed(.futures), weight: 40,
      handle: OKXAccount.setLeverage),
    VenueEndpoint(
      "POST", "/api/v5/account/set-position-mode", .signed(.futures), weight: 5,
      handle: OKXAccount.setPositionMode),
    VenueEndpoint(
      "POST", "/api/v5/account/position/margin-balance", .signed(.futures), weight: 20,
      handle: OKXAccount.addMargin),
    VenueEndpoint(
      "GET", "/api/v5/account/trade-fee", .signed(.read), weight: 10, handle: OKXAccount.fees),
    VenueEndpoint(
      "GET", "/api/v5/account/max-size", .signed(.read), weight: 20, handle: OKXAccount.maximum),
    VenueEndpoint(
      "GET", "/api/v5/account/bills", .signed(.read), weight: 10, handle: OKXAccount.bills),
    VenueEndpoint(
      "GET", "/api/v5/account/bills-archive", .signed(.read), weight: 10,
      handle: OKXAccount.bills),
  ]

  private static let asset: [VenueEndpoint] = [
    VenueEndpoint(
      "GET", "/api/v5/asset/currencies", .signed(.read), weight: 12, handle: OKXAssets.currencies),
    VenueEndpoint(
      "GET", "/api/v5/asset/balances", .signed(.read), weight: 12, handle: OKXAssets.balances),
    VenueEndpoint(
      "GET", "/api/v5/asset/deposit-address", .signed(.read), weight: 12,
      handle: OKXAssets.address),
    VenueEndpoint(
      "GET", "/api/v5/asset/deposit-history", .signed(.read), weight: 12,
      handle: OKXAssets.deposits),
    VenueEndpoint(
      "POST", "/api/v5/asset/withdrawal", .signed(.withdraw), weight: 12,
      handle: OKXAssets.withdraw),
    VenueEndpoint(
      "GET", "/api/v5/asset/withdrawal-history", .signed(.read), weight: 12,
      handle: OKXAssets.withdrawals),
    VenueEndpoint(
      "POST", "/api/v5/asset/transfer", .signed(.transfer), weight: 4, handle: OKXAssets.transfer),
    VenueEndpoint(
      "GET", "/api/v5/asset/transfer-state", .signed(.read), weight: 20,
      handle: OKXAssets.transferState),
  ]
}
