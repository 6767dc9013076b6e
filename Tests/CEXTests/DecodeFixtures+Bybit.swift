extension DecodeFixture {
  /// Bybit's documented forms.
  static let bybit: [DecodeFixture] = [
    rest(
      "docs/v5/order/create-order", "bybit", "linear", "place_order", gives: "report",
      """
      {"retCode":0,"retMsg":"OK","result":{"orderId":"1321003749386327552",\
      "orderLinkId":"spot-test-postonly"},"retExtInfo":{},"time":1672211918471}
      """),
    rest(
      "docs/v5/order/batch-place", "bybit", "linear", "place_orders", gives: "reports",
      """
      {"retCode":0,"retMsg":"OK","result":{"list":[{"category":"spot","symbol":"BTCUSDT",\
      "orderId":"1666800494330512128","orderLinkId":"spot-btc-03","createAt":"1713434102752"},\
      {"category":"spot","symbol":"ATOMUSDT","orderId":"","orderLinkId":"spot-atom-03",\
      "createAt":""}]},"retExtInfo":{"list":[{"code":0,"msg":"OK"},{"code":170131,\
      "msg":"Insufficient balance."}]},"time":1713434102753}
      """),
    rest(
      "docs/v5/order/open-order", "bybit", "linear", "get_order", gives: "order",
      """
      {"retCode":0,"retMsg":"OK","result":{"list":[{"orderId":"fd4300ae-7847-404e-b947",\
      "orderLinkId":"test1","blockTradeId":"","symbol":"ETHUSDT","price":"1600.00","qty":"0.10",\
      "side":"Buy","isLeverage":"","positionIdx":1,"orderStatus":"PartiallyFilled",\
      "cancelType":"UNKNOWN","rejectReason":"EC_NoError","avgPrice":"1600","leavesQty":"0.04",\
      "leavesValue":"64","cumExecQty":"0.06","cumExecValue":"96","cumExecFee":"0.0576",\
      "timeInForce":"PostOnly","orderType":"Limit","stopOrderType":"","orderIv":"",\
      "triggerPrice":"0.00","takeProfit":"2500.00","stopLoss":"1500.00","tpTriggerBy":"LastPrice",\
      "slTriggerBy":"LastPrice","triggerDirection":0,"triggerBy":"","lastPriceOnCreated":"",\
      "reduceOnly":false,"closeOnTrigger":false,"smpType":"None","smpGroup":0,"smpOrderId":"",\
      "tpslMode":"Full","createdTime":"1684738540559","updatedTime":"1684738540561"}],\
      "nextPageCursor":"page_token%3D","category":"linear"},"retExtInfo":{},"time":1684765770483}
      """),
    rest(
      "docs/v5/position", "bybit", "linear", "list_positions", gives: "position",
      """
      {"retCode":0,"retMsg":"OK","result":{"list":[{"positionIdx":0,"riskId":1,\
      "riskLimitValue":"150","symbol":"BTCUSDT","side":"Sell","size":"0.3","avgPrice":"30000",\
      "positionValue":"9000","tradeMode":1,"positionStatus":"Normal","leverage":"10",\
      "markPrice":"29900","liqPrice":"33000","positionIM":"900","positionMM":"45",\
      "positionBalance":"910","takeProfit":"0","stopLoss":"","unrealisedPnl":"30",\
      "curRealisedPnl":"-5","createdTime":"1676538056258","updatedTime":"1697673600012"}],\
      "category":"linear"},"retExtInfo":{},"time":1684767531904}
      """),
    rest(
      "docs/v5/account/wallet-balance", "bybit", "spot", "get_balance", gives: "balance",
      """
      {"retCode":0,"retMsg":"OK","result":{"list":[{"totalEquity":"3.31","accountType":"UNIFIED",\
      "coin":[{"coin":"USDT","equity":"100","usdValue":"100","walletBalance":"100","locked":"20",\
      "free":"","borrowAmount":"0","totalOrderIM":"0","totalPositionIM":"5",\
      "unrealisedPnl":"0"}]}]},"retExtInfo":{},"time":1690872862481}
      """),
    rest(
      "docs/v5/market/orderbook", "bybit", "linear", "get_order_book", gives: "book",
      """
      {"retCode":0,"retMsg":"OK","result":{"s":"BTCUSDT","a":[["65557.7","16.606555"]],\
      "b":[["65485.47","47.081829"]],"ts":1716863719031,"u":230704,"seq":1432604333,\
      "cts":1716863718905},"retExtInfo":{},"time":1716863719382}
      """),
    rest(
      "docs/v5/market/instrument", "bybit", "linear", "get_instruments", gives: "instrument",
      """
      {"retCode":0,"retMsg":"OK","result":{"category":"linear","list":[{"symbol":"BTCUSDT",\
      "contractType":"LinearPerpetual","status":"Trading","baseCoin":"BTC","quoteCoin":"USDT",\
      "settleCoin":"USDT","launchTime":"1584230400000","deliveryTime":"0","priceScale":"2",\
      "leverageFilter":{"minLeverage":"1","maxLeverage":"100.00","leverageStep":"0.01"},\
      "priceFilter":{"minPrice":"0.10","maxPrice":"1999999.80","tickSize":"0.10"},\
      "lotSizeFilter":{"maxOrderQty":"1190.000","minOrderQty":"0.001","qtyStep":"0.001",\
      "minNotionalValue":"5"},"unifiedMarginTrade":true,"fundingInterval":480}],\
      "nextPageCursor":""},"retExtInfo":{},"time":1707186451514}
      """),
    rest(
      "docs/v5/asset/withdraw/withdraw-record", "bybit", "spot", "list_withdrawals",
      gives: "transfer",
      """
      {"retCode":0,"retMsg":"success","result":{"rows":[{"coin":"USDT","chain":"ETH",\
      "amount":"77","txID":"0x2","status":"SecurityCheck","toAddress":"0x99","tag":"",\
      "withdrawFee":"10","createTime":"1670922217000","updateTime":"1670922217000",\
      "withdrawId":"9976","withdrawType":0}],"nextPageCursor":""},"retExtInfo":{},\
      "time":1672194949928}
      """),
    rest(
      "docs/v5/user/apikey-info", "bybit", "linear", "get_key_permissions", gives: "permission",
      """
      {"retCode":0,"retMsg":"","result":{"id":"13770661","note":"readwrite","apiKey":"x",\
      "readOnly":0,"permissions":{"ContractTrade":["Order","Position"],"Spot":["SpotTrade"],\
      "Wallet":["AccountTransfer"],"Options":[]},"ips":["*"],"uta":1},"retExtInfo":{},\
      "time":1697525990798}
      """),
    stream(
      "docs/v5/websocket/private/order", "bybit", "linear", gives: "order",
      """
      {"id":"5923240c6880ab-c59f-420b-9adb-3639adc9dd90","topic":"order",\
      "creationTime":1672364262474,"data":[{"symbol":"ETHUSDT","orderId":"5cf98598",\
      "side":"Sell","orderType":"Market","cancelType":"UNKNOWN","price":"72.5","qty":"1",\
      "timeInForce":"IOC","orderStatus":"Filled","orderLinkId":"","reduceOnly":false,\
      "leavesQty":"0","leavesValue":"","cumExecQty":"1","cumExecValue":"75","avgPrice":"75",\
      "positionIdx":0,"cumExecFee":"0.358635","closedPnl":"0","createdTime":"1672364262444",\
      "updatedTime":"1672364262457","rejectReason":"EC_NoError","stopOrderType":"",\
      "triggerPrice":"","takeProfit":"","stopLoss":"","category":"linear","feeCurrency":""}]}
      """),
    stream(
      "docs/v5/websocket/private/execution", "bybit", "linear", gives: "fill",
      """
      {"id":"592324803b2785-26fa-4214-9963-bdd4727f07be","topic":"execution",\
      "creationTime":1672364174455,"data":[{"category":"linear","symbol":"XRPUSDT",\
      "execFee":"0.005061","execId":"7e2ae69c","execPrice":"0.3374","execQty":"25",\
      "execType":"Trade","execValue":"8.435","isMaker":false,"feeRate":"0.0006","tradeIv":"",\
      "blockTradeId":"","markPrice":"0.3391","leavesQty":"0","orderId":"f6e324ff",\
      "orderLinkId":"","orderPrice":"0.3207","orderQty":"25","orderType":"Market",\
      "stopOrderType":"UNKNOWN","side":"Sell","execTime":"1672364174443","isLeverage":"0",\
      "closedSize":"","seq":4688002127}]}
      """),
    stream(
      "docs/v5/websocket/private/wallet", "bybit", "spot", gives: "balance",
      """
      {"id":"1","topic":"wallet","creationTime":1700034722104,"data":[{"accountType":"UNIFIED",\
      "totalEquity":"10","coin":[{"coin":"BTC","equity":"0.00102964","usdValue":"36.7",\
      "walletBalance":"0.00102964","locked":"0","borrowAmount":"0","totalOrderIM":"0",\
      "totalPositionIM":"0","unrealisedPnl":"0"}]}]}
      """),
    stream(
      "docs/v5/websocket/public/orderbook", "bybit", "linear", gives: "book",
      """
      {"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1672304484978,"data":{"s":"BTCUSDT",\
      "b":[["16493.50","0.006"],["16493.00","0.100"]],"a":[["16611.00","0.029"]],"u":18521288,\
      "seq":7961638724},"cts":1672304484976}
      """),
    stream(
      "docs/v5/websocket/public/trade", "bybit", "linear", gives: "trade",
      """
      {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1672304486868,"data":[\
      {"T":1672304486865,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"16578.50","L":"PlusTick",\
      "i":"20f43950","BT":false}]}
      """),
    stream(
      "docs/v5/websocket/public/ticker", "bybit", "linear", gives: "quote",
      """
      {"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT",\
      "lastPrice":"17216.00","highPrice24h":"17281.50","lowPrice24h":"16915.00",\
      "markPrice":"17217.33","indexPrice":"17227.36","turnover24h":"1570383121",\
      "volume24h":"91705.276","nextFundingTime":"1673280000000","fundingRate":"-0.000212",\
      "bid1Price":"17215.50","bid1Size":"84.489","ask1Price":"17216.00","ask1Size":"83.020"},\
      "cs":24987956059,"ts":1673272861686}
      """),
    stream(
      "docs/v5/ws/connect, pong", "bybit", "linear", gives: "event",
      #"{"success":true,"ret_msg":"pong","conn_id":"0970","req_id":"","op":"ping"}"#),
    stream(
      "docs/v5/ws/connect, authentication", "bybit", "linear", gives: "event",
      #"{"success":true,"ret_msg":"","op":"auth","conn_id":"cejreaspqfh3sjdnldmg-p"}"#),
  ]
}
