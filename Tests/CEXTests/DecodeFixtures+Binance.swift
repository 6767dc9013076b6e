extension DecodeFixture {
  /// Binance's documented forms.
  static let binance: [DecodeFixture] = [
    rest(
      "binance-spot-api-docs rest-api.md, new order FULL", "binance", "spot", "place_order",
      gives: "report",
      """
      {"symbol":"BTCUSDT","orderId":28,"orderListId":-1,"clientOrderId":"6gCrw2kRUAF9CvJDGP16IP",\
      "transactTime":1507725176595,"price":"0.00000000","origQty":"10.00000000",\
      "executedQty":"10.00000000","origQuoteOrderQty":"0.000000","cummulativeQuoteQty":"40000.00",\
      "status":"FILLED","timeInForce":"GTC","type":"MARKET","side":"SELL",\
      "workingTime":1507725176595,"selfTradePreventionMode":"NONE","fills":[{"price":"4000.00",\
      "qty":"6.00","commission":"2.4","commissionAsset":"USDT","tradeId":56},{"price":"4000.00",\
      "qty":"4.00","commission":"1.6","commissionAsset":"USDT","tradeId":57}]}
      """),
    rest(
      "binance-spot-api-docs rest-api.md, new order ACK", "binance", "spot", "place_order",
      gives: "report",
      """
      {"symbol":"BTCUSDT","orderId":28,"orderListId":-1,"clientOrderId":"a1",\
      "transactTime":1507725176595}
      """),
    rest(
      "binance-spot-api-docs rest-api.md, cancel order", "binance", "spot", "cancel_order",
      gives: "order",
      """
      {"symbol":"LTCBTC","origClientOrderId":"myOrder1","orderId":4,"orderListId":-1,\
      "clientOrderId":"cancelMyOrder1","transactTime":1684804350068,"price":"2.00000000",\
      "origQty":"1.00000000","executedQty":"0.00000000","cummulativeQuoteQty":"0.00000000",\
      "status":"CANCELED","timeInForce":"GTC","type":"LIMIT","side":"BUY",\
      "selfTradePreventionMode":"NONE"}
      """),
    rest(
      "binance-spot-api-docs rest-api.md, account trade list", "binance", "spot", "list_fills",
      gives: "fill",
      """
      [{"symbol":"BNBBTC","id":28457,"orderId":100234,"orderListId":-1,"price":"4.00000100",\
      "qty":"12.00000000","quoteQty":"48.000012","commission":"10.10000000",\
      "commissionAsset":"BNB","time":1499865549590,"isBuyer":true,"isMaker":false,\
      "isBestMatch":true}]
      """),
    rest(
      "binance-spot-api-docs rest-api.md, account information", "binance", "spot", "get_balance",
      gives: "balances",
      """
      {"makerCommission":15,"takerCommission":15,"canTrade":true,"updateTime":123456789,\
      "accountType":"SPOT","balances":[{"asset":"BTC","free":"4723846.89208129",\
      "locked":"0.00000000"},{"asset":"LTC","free":"4763368.68006011","locked":"1.5"}],\
      "permissions":["SPOT"],"uid":354937868}
      """),
    rest(
      "derivatives SDK, algo order", "binance", "linear", "place_order", gives: "order",
      """
      {"algoId":2146760,"clientAlgoId":"6B2I9XVcJpCjqPAJ4YoFX7","algoType":"CONDITIONAL",\
      "orderType":"TAKE_PROFIT","symbol":"BTCUSDT","side":"SELL","positionSide":"BOTH",\
      "timeInForce":"GTC","quantity":"0.01","algoStatus":"NEW","triggerPrice":"75000.0",\
      "price":"75100.0","icebergQuantity":null,"selfTradePreventionMode":"EXPIRE_MAKER",\
      "workingType":"CONTRACT_PRICE","priceMatch":"NONE","closePosition":false,\
      "priceProtect":false,"reduceOnly":true,"createTime":1750485492076,\
      "updateTime":1750485492076,"triggerTime":0,"goodTillDate":0}
      """),
    rest(
      "derivatives SDK, position risk v3", "binance", "linear", "list_positions",
      gives: "position",
      """
      [{"symbol":"ETHUSDT","positionSide":"BOTH","positionAmt":"-2.5","entryPrice":"3000",\
      "breakEvenPrice":"2998","markPrice":"2990.5","unRealizedProfit":"23.75",\
      "liquidationPrice":"4000","isolatedMargin":"0","notional":"-7476.25","marginAsset":"USDT",\
      "isolatedWallet":"0","initialMargin":"373","maintMargin":"37","updateTime":1720736417660}]
      """),
    rest(
      "derivatives SDK, leverage bracket", "binance", "linear", "get_leverage_tiers",
      gives: "leverageTier",
      """
      [{"symbol":"ETHUSDT","notionalCoef":1.50,"brackets":[{"bracket":1,"initialLeverage":75,\
      "notionalCap":10000,"notionalFloor":0,"maintMarginRatio":0.0065,"cum":0.0}]}]
      """),
    rest(
      "binance-spot-api-docs rest-api.md, klines", "binance", "spot", "get_klines", gives: "kline",
      """
      [[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815",\
      1499644799999,"2434.19055334",308,"1756.87402397","28.46694368","0"]]
      """),
    rest(
      "binance-spot-api-docs rest-api.md, exchange information", "binance", "spot",
      "get_instruments", gives: "instrument",
      """
      {"timezone":"UTC","serverTime":1565246363776,"symbols":[{"symbol":"ETHBTC",\
      "status":"TRADING","baseAsset":"ETH","quoteAsset":"BTC","filters":[\
      {"filterType":"PRICE_FILTER","minPrice":"0.00001","maxPrice":"922327","tickSize":"0.00001"},\
      {"filterType":"LOT_SIZE","minQty":"0.0001","maxQty":"100000","stepSize":"0.0001"},\
      {"filterType":"NOTIONAL","minNotional":"0.0001","applyMinToMarket":true}]}]}
      """),
    rest(
      "derivatives SDK, mark price", "binance", "linear", "get_funding_rate", gives: "funding",
      """
      {"symbol":"BTCUSDT","markPrice":"11793.63104562","indexPrice":"11781.80495970",\
      "estimatedSettlePrice":"11781.16138815","lastFundingRate":"0.00038246",\
      "interestRate":"0.00010000","nextFundingTime":1597392000000,"time":1597370495002}
      """),
    stream(
      "binance-spot-api-docs user-data-stream.md, order update", "binance", "spot", gives: "fill",
      """
      {"subscriptionId":0,"event":{"e":"executionReport","E":1499405658658,"s":"ETHBTC",\
      "c":"mUvoqJxFIILMdfAW5iGSOW","S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000",\
      "p":"0.10264410","P":"0.00000000","F":"0.00000000","g":-1,"C":"","x":"TRADE",\
      "X":"PARTIALLY_FILLED","r":"NONE","i":4293153,"l":"0.40000000","z":"0.40000000",\
      "L":"0.10264400","n":"0.0004","N":"ETH","T":1499405658657,"t":77,"I":8641984,"w":true,\
      "m":false,"M":false,"O":1499405658657,"Z":"0.04105760","Y":"0.04105760","Q":"0.00000000",\
      "W":1499405658657,"V":"NONE"}}
      """),
    stream(
      "derivatives docs, order update", "binance", "linear", gives: "fill",
      """
      {"e":"ORDER_TRADE_UPDATE","E":1568879465651,"T":1568879465650,"o":{"s":"BTCUSDT",\
      "c":"TEST","S":"SELL","o":"LIMIT","f":"GTX","q":"0.010","p":"9910","ap":"9910","sp":"0",\
      "x":"TRADE","X":"FILLED","i":8886774,"l":"0.010","z":"0.010","L":"9910","n":"-0.0099",\
      "N":"USDT","T":1568879465650,"t":312,"b":"0","a":"9.91","m":true,"R":false,\
      "wt":"CONTRACT_PRICE","ot":"LIMIT","ps":"LONG","cp":false,"rp":"1.5","pP":false,"si":0,\
      "ss":0,"V":"EXPIRE_TAKER","pm":"NONE","gtd":0}}
      """),
    stream(
      "derivatives docs, balance and position update", "binance", "linear", gives: "position",
      """
      {"e":"ACCOUNT_UPDATE","E":1564745798939,"T":1564745798938,"a":{"m":"ORDER","B":[{"a":"USDT",\
      "wb":"122624.12345678","cw":"100.12345678","bc":"50.12345678"}],"P":[{"s":"BTCUSDT",\
      "pa":"-20","ep":"6563.66500","bep":"6563.6","cr":"0","up":"2850.21200","mt":"isolated",\
      "iw":"13200.70726908","ps":"SHORT"}]}}
      """),
    stream(
      "binance-spot-api-docs user-data-stream.md, account update", "binance", "spot",
      gives: "balance",
      """
      {"e":"outboundAccountPosition","E":1564034571105,"u":1564034571073,"B":[{"a":"ETH",\
      "f":"10000.000000","l":"0.000000"}]}
      """),
    stream(
      "binance-spot-api-docs web-socket-streams.md, diff depth", "binance", "spot", gives: "book",
      """
      {"e":"depthUpdate","E":1672515782136,"s":"BNBBTC","U":157,"u":160,\
      "b":[["0.0024","10"]],"a":[["0.0026","100"]]}
      """),
    stream(
      "binance-spot-api-docs web-socket-streams.md, book ticker", "binance", "spot",
      gives: "quote",
      """
      {"u":400900217,"s":"BNBUSDT","b":"25.35190000","B":"31.21000000","a":"25.36520000",\
      "A":"40.66000000"}
      """),
    stream(
      "binance-spot-api-docs web-socket-streams.md, trade", "binance", "spot", gives: "trade",
      """
      {"stream":"bnbbtc@trade","data":{"e":"trade","E":1672515782136,"s":"BNBBTC","t":12345,\
      "p":"0.001","q":"100","T":1672515782136,"m":true,"M":true}}
      """),
    stream(
      "binance-spot-api-docs web-socket-streams.md, kline", "binance", "spot", gives: "kline",
      """
      {"e":"kline","E":1672515782136,"s":"BNBBTC","k":{"t":1672515780000,"T":1672515839999,\
      "s":"BNBBTC","i":"1m","f":100,"L":200,"o":"0.0010","c":"0.0020","h":"0.0025","l":"0.0015",\
      "v":"1000","n":100,"x":false,"q":"1.0000","V":"500","Q":"0.500","B":"123456"}}
      """),
    stream(
      "derivatives docs, mark price stream", "binance", "linear", gives: "funding",
      """
      {"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15000000",\
      "i":"11784.62659091","P":"11784.25641265","r":"0.00038167","T":1562306400000}
      """),
  ]
}
