/// Every endpoint of Binance that the simulator has, with the weights of the venue's pages.
enum BinanceEndpoints {
  static let all: [VenueEndpoint] = spot + wallet + futuresMarket + futures + elsewhere

  private static let spot: [VenueEndpoint] = [
    VenueEndpoint("GET", "/api/v3/ping", handle: BinanceMarket.ping),
    VenueEndpoint("GET", "/api/v3/time", handle: BinanceMarket.time),
    VenueEndpoint("GET", "/api/v3/exchangeInfo", weight: 20, handle: BinanceRules.spot),
    VenueEndpoint("GET", "/api/v3/depth", weight: 5, handle: BinanceMarket.depth),
    VenueEndpoint("GET", "/api/v3/trades", weight: 25, handle: BinanceMarket.trades),
    VenueEndpoint("GET", "/api/v3/aggTrades", weight: 4, handle: BinanceMarket.aggregateTrades),
    VenueEndpoint("GET", "/api/v3/klines", weight: 2, handle: BinanceMarket.candles),
    VenueEndpoint("GET", "/api/v3/avgPrice", weight: 2, handle: BinanceMarket.average),
    VenueEndpoint("GET", "/api/v3/ticker/24hr", weight: 2, handle: BinanceMarket.dayTickers),
    VenueEndpoint("GET", "/api/v3/ticker/price", weight: 2, handle: BinanceMarket.prices),
    VenueEndpoint("GET", "/api/v3/ticker/bookTicker", weight: 2, handle: BinanceMarket.quotes),
    VenueEndpoint("POST", "/api/v3/order", .signed(.spot), handle: BinanceOrders.place),
    VenueEndpoint("POST", "/api/v3/order/test", .signed(.spot), handle: BinanceOrders.test),
    VenueEndpoint("GET", "/api/v3/order", .signed(.read), weight: 4, handle: BinanceOrders.query),
    VenueEndpoint("DELETE", "/api/v3/order", .signed(.spot), handle: BinanceOrders.cancel),
    VenueEndpoint(
      "DELETE", "/api/v3/openOrders", .signed(.spot), handle: BinanceOrders.cancelAll),
    VenueEndpoint(
      "POST", "/api/v3/order/cancelReplace", .signed(.spot), handle: BinanceOrders.replace),
    VenueEndpoint(
      "PUT", "/api/v3/order/amend/keepPriority", .signed(.spot), weight: 4,
      handle: BinanceOrders.reduce),
    VenueEndpoint(
      "GET", "/api/v3/openOrders", .signed(.read), weight: 6, handle: BinanceOrders.open),
    VenueEndpoint(
      "GET", "/api/v3/allOrders", .signed(.read), weight: 20, handle: BinanceOrders.all),
    VenueEndpoint(
      "GET", "/api/v3/myTrades", .signed(.read), weight: 20, handle: BinanceOrders.fills),
    VenueEndpoint(
      "GET", "/api/v3/account", .signed(.read), weight: 20, handle: BinanceAccount.spot),
    VenueEndpoint(
      "GET", "/api/v3/account/commission", .signed(.read), weight: 20,
      handle: BinanceAccount.spotCommission),
    VenueEndpoint(
      "GET", "/api/v3/rateLimit/order", .signed(.read), weight: 40,
      handle: BinanceAccount.orderCounts),
  ]

  private static let wallet: [VenueEndpoint] = [
    VenueEndpoint("GET", "/sapi/v1/system/status", handle: BinanceWallet.status),
    VenueEndpoint(
      "GET", "/sapi/v1/capital/config/getall", .signed(.read), weight: 10,
      handle: BinanceWallet.coins),
    VenueEndpoint(
      "GET", "/sapi/v1/capital/deposit/address", .signed(.read), weight: 10,
      handle: BinanceWallet.depositAddress),
    VenueEndpoint(
      "GET", "/sapi/v1/capital/deposit/hisrec", .signed(.read), handle: BinanceWallet.deposits),
    VenueEndpoint(
      "POST", "/sapi/v1/capital/withdraw/apply", .signed(.withdraw), weight: 900,
      handle: BinanceWallet.withdraw),
    VenueEndpoint(
      "GET", "/sapi/v1/capital/withdraw/history", .signed(.read), weight: 100,
      handle: BinanceWallet.withdrawals),
    VenueEndpoint(
      "POST", "/sapi/v1/asset/transfer", .signed(.transfer), weight: 300,
      handle: BinanceWallet.transfer),
    VenueEndpoint(
      "GET", "/sapi/v1/asset/transfer", .signed(.read), handle: BinanceWallet.transfers),
    VenueEndpoint(
      "POST", "/sapi/v3/asset/getUserAsset", .signed(.read), weight: 5,
      handle: BinanceWallet.assets),
    VenueEndpoint(
      "POST", "/sapi/v1/asset/get-funding-asset", .signed(.read),
      handle: BinanceWallet.fundingAssets),
    VenueEndpoint(
      "GET", "/sapi/v1/asset/tradeFee", .signed(.read), handle: BinanceWallet.tradeFees),
    VenueEndpoint(
      "GET", "/sapi/v1/account/apiRestrictions", .signed(.read),
      handle: BinanceWallet.restrictions),
    VenueEndpoint("GET", "/sapi/v1/margin/allPairs", .keyed, handle: BinanceWallet.none),
    VenueEndpoint(
      "GET", "/sapi/v1/margin/isolated/allPairs", .keyed, handle: BinanceWallet.none),
    VenueEndpoint("GET", "/sapi/v1/margin/allAssets", .keyed, handle: BinanceWallet.none),
  ]

  private static let futuresMarket: [VenueEndpoint] = [
    VenueEndpoint("GET", "/fapi/v1/ping", handle: BinanceMarket.ping),
    VenueEndpoint("GET", "/fapi/v1/time", handle: BinanceMarket.time),
    VenueEndpoint("GET", "/fapi/v1/exchangeInfo", handle: BinanceRules.futures),
    VenueEndpoint("GET", "/fapi/v1/depth", weight: 2, handle: BinanceMarket.depth),
    VenueEndpoint("GET", "/fapi/v1/trades", weight: 5, handle: BinanceMarket.trades),
    VenueEndpoint("GET", "/fapi/v1/aggTrades", weight: 20, handle: BinanceMarket.aggregateTrades),
    VenueEndpoint("GET", "/fapi/v1/klines", weight: 2, handle: BinanceMarket.candles),
    VenueEndpoint("GET", "/fapi/v1/markPriceKlines", weight: 2, handle: BinanceMarket.markCandles),
    VenueEndpoint("GET", "/fapi/v1/indexPriceKlines", weight: 2, handle: BinanceMarket.markCandles),
    VenueEndpoint("GET", "/fapi/v1/ticker/24hr", handle: BinanceMarket.dayTickers),
    VenueEndpoint("GET", "/fapi/v1/ticker/price", handle: BinanceMarket.prices),
    VenueEndpoint("GET", "/fapi/v2/ticker/price", handle: BinanceMarket.prices),
    VenueEndpoint("GET", "/fapi/v1/ticker/bookTicker", weight: 2, handle: BinanceMarket.quotes),
    VenueEndpoint("GET", "/fapi/v1/premiumIndex", handle: BinanceMarket.premium),
    VenueEndpoint("GET", "/fapi/v1/fundingRate", handle: BinanceMarket.fundingRates),
    VenueEndpoint("GET", "/fapi/v1/fundingInfo", handle: BinanceMarket.fundingInfo),
    VenueEndpoint("GET", "/fapi/v1/openInterest", handle: BinanceMarket.openInterest),
  ]

  private static let futures: [VenueEndpoint] = [
    VenueEndpoint(
      "POST", "/fapi/v1/order", .signed(.futures), weight: 0, handle: BinanceOrders.place),
    VenueEndpoint(
      "POST", "/fapi/v1/order/test", .signed(.futures), weight: 0, handle: BinanceOrders.test),
    VenueEndpoint("PUT", "/fapi/v1/order", .signed(.futures), handle: BinanceOrders.modify),
    VenueEndpoint("GET", "/fapi/v1/order", .signed(.read), handle: BinanceOrders.query),
    VenueEndpoint("DELETE", "/fapi/v1/order", .signed(.futures), handle: BinanceOrders.cancel),
    VenueEndpoint(
      "POST", "/fapi/v1/batchOrders", .signed(.futures), weight: 5, handle: BinanceBatches.place),
    VenueEndpoint(
      "PUT", "/fapi/v1/batchOrders", .signed(.futures), weight: 5, handle: BinanceBatches.modify),
    VenueEndpoint(
      "DELETE", "/fapi/v1/batchOrders", .signed(.futures), handle: BinanceBatches.cancel),
    VenueEndpoint(
      "DELETE", "/fapi/v1/allOpenOrders", .signed(.futures), handle: BinanceOrders.cancelAll),
    VenueEndpoint(
      "POST", "/fapi/v1/countdownCancelAll", .signed(.futures), weight: 10,
      handle: BinanceOrders.countdown),
    VenueEndpoint("GET", "/fapi/v1/openOrder", .signed(.read), handle: BinanceOrders.query),
    VenueEndpoint("GET", "/fapi/v1/openOrders", .signed(.read), handle: BinanceOrders.open),
    VenueEndpoint(
      "GET", "/fapi/v1/allOrders", .signed(.read), weight: 5, handle: BinanceOrders.all),
    VenueEndpoint(
      "GET", "/fapi/v1/userTrades", .signed(.read), weight: 5, handle: BinanceOrders.fills),
    VenueEndpoint(
      "POST", "/fapi/v1/algoOrder", .signed(.futures), weight: 0, handle: BinanceAlgoOrders.place),
    VenueEndpoint(
      "GET", "/fapi/v1/algoOrder", .signed(.read), handle: BinanceAlgoOrders.query),
    VenueEndpoint(
      "DELETE", "/fapi/v1/algoOrder", .signed(.futures), handle: BinanceAlgoOrders.cancel),
    VenueEndpoint(
      "DELETE", "/fapi/v1/algoOpenOrders", .signed(.futures), handle: BinanceAlgoOrders.cancelAll),
    VenueEndpoint(
      "GET", "/fapi/v1/openAlgoOrders", .signed(.read), handle: BinanceAlgoOrders.open),
    VenueEndpoint(
      "GET", "/fapi/v1/allAlgoOrders", .signed(.read), weight: 5, handle: BinanceAlgoOrders.all),
    VenueEndpoint(
      "GET", "/fapi/v2/account", .signed(.read), weight: 5, handle: BinanceAccount.futures),
    VenueEndpoint(
      "GET", "/fapi/v3/account", .signed(.read), weight: 5, handle: BinanceAccount.futures),
    VenueEndpoint(
      "GET", "/fapi/v2/balance", .signed(.read), weight: 5, handle: BinanceAccount.balances),
    VenueEndpoint(
      "GET", "/fapi/v3/balance", .signed(.read), weight: 5, handle: BinanceAccount.balances),
    VenueEndpoint(
      "GET", "/fapi/v2/positionRisk", .signed(.read), weight: 5, handle: BinanceAccount.positions),
    VenueEndpoint(
      "GET", "/fapi/v3/positionRisk", .signed(.read), weight: 5, handle: BinanceAccount.positions),
    VenueEndpoint(
      "GET", "/fapi/v1/accountConfig", .signed(.read), weight: 5,
      handle: BinanceAccount.configuration),
    VenueEndpoint(
      "GET", "/fapi/v1/symbolConfig", .signed(.read), weight: 5, handle: BinanceAccount.symbols),
    VenueEndpoint(
      "POST", "/fapi/v1/leverage", .signed(.futures), handle: BinanceAccount.setLeverage),
    VenueEndpoint(
      "POST", "/fapi/v1/marginType", .signed(.futures), handle: BinanceAccount.setMarginType),
    VenueEndpoint(
      "POST", "/fapi/v1/positionMargin", .signed(.futures), handle: BinanceAccount.addMargin),
    VenueEndpoint(
      "GET", "/fapi/v1/positionSide/dual", .signed(.read), weight: 30,
      handle: BinanceAccount.positionMode),
    VenueEndpoint(
      "POST", "/fapi/v1/positionSide/dual", .signed(.futures),
      handle: BinanceAccount.setPositionMode),
    VenueEndpoint(
      "GET", "/fapi/v1/multiAssetsMargin", .signed(.read), weight: 30,
      handle: BinanceAccount.multiAssets),
    VenueEndpoint(
      "POST", "/fapi/v1/multiAssetsMargin", .signed(.futures),
      handle: BinanceAccount.setMultiAssets),
    VenueEndpoint(
      "GET", "/fapi/v1/leverageBracket", .signed(.read), handle: BinanceAccount.brackets),
    VenueEndpoint(
      "GET", "/fapi/v1/commissionRate", .signed(.read), weight: 20,
      handle: BinanceAccount.commission),
    VenueEndpoint(
      "GET", "/fapi/v1/income", .signed(.read), weight: 30, handle: BinanceAccount.income),
    VenueEndpoint(
      "GET", "/fapi/v1/rateLimit/order", .signed(.read), handle: BinanceAccount.orderCounts),
    VenueEndpoint("POST", "/fapi/v1/listenKey", .keyed, handle: BinanceStreams.openListenKey),
    VenueEndpoint("PUT", "/fapi/v1/listenKey", .keyed, handle: BinanceStreams.keepListenKey),
    VenueEndpoint("DELETE", "/fapi/v1/listenKey", .keyed, handle: BinanceStreams.closeListenKey),
  ]

  /// Markets that are not simulated, whose lists clients ask for all the same.
  private static let elsewhere: [VenueEndpoint] = [
    VenueEndpoint("GET", "/dapi/v1/exchangeInfo", handle: BinanceRules.coin),
    VenueEndpoint("GET", "/eapi/v1/exchangeInfo", handle: BinanceRules.options),
  ]
}
