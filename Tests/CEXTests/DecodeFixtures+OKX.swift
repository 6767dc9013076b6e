extension DecodeFixture {
  /// OKX's documented forms.
  static let okx: [DecodeFixture] = [
    rest(
      "OKX v5 docs, place order", "okx", "linear", "place_order", gives: "report",
      """
      {"code":"0","msg":"","data":[{"clOrdId":"oktswap6","ordId":"312269865356374016","tag":"",\
      "ts":"1695190491421","sCode":"0","sMsg":""}],"inTime":"1695190491421339",\
      "outTime":"1695190491423240"}
      """),
    rest(
      "OKX v5 docs, place multiple orders", "okx", "linear", "place_orders", gives: "reports",
      """
      {"code":"2","msg":"","data":[{"clOrdId":"oktswap6","ordId":"12345689","tag":"",\
      "ts":"1695190491421","sCode":"0","sMsg":""},{"clOrdId":"oktswap7","ordId":"","tag":"",\
      "ts":"1695190491421","sCode":"51008","sMsg":"Order failed. Insufficient balance"}]}
      """),
    rest(
      "OKX v5 docs, order details", "okx", "linear", "get_order", gives: "order",
      """
      {"code":"0","data":[{"accFillSz":"12","algoClOrdId":"","algoId":"","attachAlgoClOrdId":"",\
      "attachAlgoOrds":[],"avgPx":"51858","cTime":"1708587373361","cancelSource":"",\
      "cancelSourceReason":"","category":"normal","ccy":"","clOrdId":"b15","fee":"-3.111",\
      "feeCcy":"USDT","fillPx":"51858","fillSz":"12","fillTime":"1708587373361",\
      "instId":"BTC-USDT-SWAP","instType":"SWAP","lever":"3","ordId":"680800019749904384",\
      "ordType":"post_only","pnl":"0","posSide":"net","px":"51858","rebate":"0",\
      "rebateCcy":"USDT","reduceOnly":"false","side":"sell","state":"partially_filled",\
      "sz":"100","tag":"","tdMode":"cross","tgtCcy":"","tradeId":"744876980",\
      "uTime":"1708587373362"}],"msg":""}
      """),
    rest(
      "OKX v5 docs, algo order details", "okx", "linear", "get_order", gives: "order",
      """
      {"code":"0","msg":"","data":[{"instType":"SWAP","instId":"BTC-USDT-SWAP","ordId":"",\
      "ccy":"","clOrdId":"","algoId":"1753184812254216192","sz":"50","closeFraction":"",\
      "ordType":"conditional","side":"sell","posSide":"net","tdMode":"cross","tgtCcy":"",\
      "state":"live","lever":"3","tpTriggerPx":"","tpOrdPx":"","slTriggerPx":"29000",\
      "slTriggerPxType":"mark","slOrdPx":"-1","triggerPx":"","ordPx":"","actualSz":"0",\
      "actualPx":"","actualSide":"","triggerTime":"","cTime":"1724751378980",\
      "uTime":"1724751378980","reduceOnly":"true","failCode":"","algoClOrdId":"a1"}]}
      """),
    rest(
      "OKX v5 docs, transaction details", "okx", "linear", "list_fills", gives: "fill",
      """
      {"code":"0","data":[{"side":"buy","fillSz":"2","fillPx":"1000","fee":"-0.01",\
      "feeCcy":"USDT","ordId":"680800019749904384","instType":"SWAP","instId":"ETH-USDT-SWAP",\
      "clOrdId":"","posSide":"net","billId":"680800019754098688","subType":"1","fillTime":"1708587373361",\
      "execType":"M","tradeId":"744876980","fillPnl":"0","ts":"1708587373362"}],"msg":""}
      """),
    rest(
      "OKX v5 docs, balance", "okx", "linear", "get_balance", gives: "balance",
      """
      {"code":"0","data":[{"adjEq":"55415","details":[{"availBal":"4834.3","availEq":"4834.3",\
      "cashBal":"4850.4","ccy":"USDT","eq":"4992.8","eqUsd":"4991","frozenBal":"158.5",\
      "liab":"","uTime":"1705564213903","upl":"-7.5"}],"totalEq":"55837","uTime":"1705474164160"}],\
      "msg":""}
      """),
    rest(
      "OKX v5 docs, positions", "okx", "linear", "list_positions", gives: "position",
      """
      {"code":"0","data":[{"adl":"1","availPos":"190","avgPx":"57181.8","cTime":"1724740225685",\
      "ccy":"USDT","instId":"BTC-USDT-SWAP","instType":"SWAP","last":"57000","lever":"5",\
      "liqPx":"70000","margin":"","markPx":"57000","mgnMode":"cross","mmr":"8","imr":"100",\
      "pos":"-190","posId":"1752810569801498626","posSide":"net","realizedPnl":"-10.9",\
      "uTime":"1724742632153","upl":"345.42","closeOrderAlgo":[]}],"msg":""}
      """),
    rest(
      "OKX v5 docs, order book", "okx", "spot", "get_order_book", gives: "book",
      """
      {"code":"0","msg":"","data":[{"asks":[["41006.8","0.60038921","0","1"]],\
      "bids":[["41006.3","0.30178218","0","2"]],"ts":"1629966436396","seqId":3235851742}]}
      """),
    rest(
      "OKX v5 docs, instruments", "okx", "linear", "get_instruments", gives: "instrument",
      """
      {"code":"0","data":[{"instType":"SWAP","instId":"LTC-USDT-SWAP","uly":"LTC-USDT",\
      "instFamily":"LTC-USDT","baseCcy":"","quoteCcy":"","settleCcy":"USDT","ctVal":"1",\
      "ctMult":"1","ctValCcy":"LTC","ctType":"linear","tickSz":"0.01","lotSz":"0.1",\
      "minSz":"0.1","lever":"50","maxLmtSz":"100000","maxMktSz":"8000","state":"live"}],"msg":""}
      """),
    rest(
      "OKX v5 docs, funding rate", "okx", "linear", "get_funding_rate", gives: "funding",
      """
      {"code":"0","data":[{"fundingRate":"0.0000182221218054","fundingTime":"1743609600000",\
      "instId":"BTC-USDT-SWAP","instType":"SWAP","method":"current_period","nextFundingRate":"",\
      "nextFundingTime":"1743638400000","premium":"0.0000910113652644","ts":"1743588686291"}],\
      "msg":""}
      """),
    rest(
      "OKX v5 docs, withdrawal history", "okx", "spot", "list_withdrawals", gives: "transfer",
      """
      {"code":"0","data":[{"chain":"ETH-Ethereum","fee":"0.007","feeCcy":"ETH","ccy":"ETH",\
      "clientId":"","amt":"0.029809","txId":"0x35c","from":"156","to":"0xa30","state":"2",\
      "ts":"1655251200000","wdId":"67485"}],"msg":""}
      """),
    stream(
      "OKX v5 docs, order channel", "okx", "linear", gives: "fill",
      """
      {"arg":{"channel":"orders","instType":"SWAP","instId":"BTC-USDT-SWAP","uid":"614488474791936"},\
      "data":[{"accFillSz":"1","algoClOrdId":"","algoId":"","amendResult":"","amendSource":"",\
      "avgPx":"31527.1","cancelSource":"","category":"normal","ccy":"","clOrdId":"","code":"0",\
      "cTime":"1654084334977","execType":"M","fee":"-0.02522168","feeCcy":"USDT",\
      "fillFee":"-0.02522168","fillFeeCcy":"USDT","fillNotionalUsd":"31.50","fillPx":"31527.1",\
      "fillSz":"1","fillPnl":"0.01","fillTime":"1654084353263","instId":"BTC-USDT-SWAP",\
      "instType":"SWAP","lever":"3","msg":"","notionalUsd":"31.5","ordId":"452197707845865472",\
      "ordType":"limit","pnl":"0","posSide":"net","px":"31527.1","rebate":"0",\
      "rebateCcy":"BTC","reduceOnly":"false","reqId":"","side":"sell","slOrdPx":"",\
      "slTriggerPx":"","source":"","state":"filled","sz":"1","tag":"","tdMode":"cross",\
      "tgtCcy":"","tpOrdPx":"","tpTriggerPx":"","tradeId":"242589207","uTime":"1654084353264"}]}
      """),
    stream(
      "OKX v5 docs, books channel", "okx", "linear", gives: "book",
      """
      {"arg":{"channel":"books","instId":"BTC-USDT-SWAP"},"action":"snapshot","data":[{"asks":[\
      ["8476.98","415","0","13"],["8477","7","0","2"]],"bids":[["8476.97","256","0","12"]],\
      "ts":"1597026383085","checksum":0,"prevSeqId":-1,"seqId":123456}]}
      """),
    stream(
      "OKX v5 docs, tickers channel", "okx", "spot", gives: "quote",
      """
      {"arg":{"channel":"tickers","instId":"LTC-USDT"},"data":[{"instType":"SPOT",\
      "instId":"LTC-USDT","last":"9999.99","lastSz":"0.1","askPx":"9999.99","askSz":"11",\
      "bidPx":"8888.88","bidSz":"5","open24h":"9000","high24h":"10000","low24h":"8888.88",\
      "volCcy24h":"2222","vol24h":"2222","sodUtc0":"2222","sodUtc8":"2222","ts":"1597026383085"}]}
      """),
    stream(
      "OKX v5 docs, candles channel", "okx", "linear", gives: "kline",
      """
      {"arg":{"channel":"candle1D","instId":"BTC-USDT-SWAP"},"data":[["1629993600000","42500",\
      "48199.9","41006.1","41006.1","3587","35.87","1500000","1"]]}
      """),
    stream(
      "OKX v5 docs, login", "okx", "spot", gives: "event",
      #"{"event":"login","code":"0","msg":"","connId":"a4d3ae55"}"#),
    stream("OKX v5 docs, keep-alive", "okx", "spot", gives: "event", "pong"),
  ]
}
