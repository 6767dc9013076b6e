import Testing

/// One input that must be refused, with the code and path of the error.
struct Malformed: Sendable, CustomTestStringConvertible {
  let text: String
  let code: String
  let path: String

  init(_ text: String, _ code: String, _ path: String) {
    self.text = text
    self.code = code
    self.path = path
  }

  var testDescription: String { "\(code) at \(path)" }
}

let malformedInputs: [Malformed] = [
  Malformed(#""#, "malformed_json", "$"),
  Malformed(#"{"#, "malformed_json", "$"),
  Malformed(#"{"a":1,}"#, "malformed_json", "$"),
  Malformed(#"[1 2]"#, "malformed_json", "$"),
  Malformed(#"{"a":NaN}"#, "malformed_json", "$.a"),
  Malformed(#"{"a":Infinity}"#, "malformed_json", "$.a"),
  Malformed(#"{"a":01}"#, "malformed_json", "$"),
  Malformed(#"{"a":1.}"#, "malformed_json", "$.a"),
  Malformed(#"{"a":"\x"}"#, "malformed_json", "$.a"),
  Malformed(#"{"a":"\ud800"}"#, "malformed_json", "$.a"),
  Malformed(#"{"a":"x"#, "malformed_json", "$.a"),
  Malformed(#"{} {}"#, "malformed_json", "$"),
  Malformed(#"{"a":1,"a":2}"#, "duplicate_key", "$.a"),
  Malformed(#"7"#, "wrong_type", "$"),
  Malformed(#""x""#, "wrong_type", "$"),
  Malformed(#"{}"#, "missing_field", "$.schema"),
  Malformed(#"{"schema":"venues.instruction/2"}"#, "unsupported_schema", "$.schema"),
  Malformed(#"{"schema":"venues.instruction/1","id":"a"}"#, "missing_field", "$.action"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"saga"}"#, "unknown_value", "$.action"),
  Malformed(#"{"schema":"venues.instruction/1","id":"a","action":1}"#, "wrong_type", "$.action"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "invalid_value", "$.id"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":5,"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "wrong_type", "$.id"),
  Malformed(
    #"{"schema":"venues.instruction/1","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "missing_field", "$.id"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","prise":"1"}"#,
    "unknown_field", "$.prise"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "missing_field", "$.venue"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":5,"market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "wrong_type", "$.venue"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":null,"market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "wrong_type", "$.venue"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"future","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "unknown_value", "$.market"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"bye","type":"limit","quantity":"1","price":"2500"}"#,
    "unknown_value", "$.side"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"LIMIT","quantity":"1","price":"2500"}"#,
    "unknown_value", "$.type"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETHUSDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "invalid_value", "$.pair"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT:USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "invalid_value", "$.pair"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"perp","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}"#,
    "invalid_value", "$.pair"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":10,"price":"2500"}"#,
    "wrong_type", "$.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"0","price":"2500"}"#,
    "invalid_value", "$.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"-1","price":"2500"}"#,
    "invalid_value", "$.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"NaN","price":"2500"}"#,
    "invalid_number", "$.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1e400","price":"2500"}"#,
    "invalid_number", "$.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"Infinity","price":"2500"}"#,
    "invalid_number", "$.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"$long.filled","price":"2500"}"#,
    "unknown_reference", "$.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1"}"#,
    "missing_field", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"market","quantity":"1","price":"2500"}"#,
    "conflict", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"NaN"}"#,
    "invalid_number", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":2500}"#,
    "wrong_type", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"mod+2bps"}"#,
    "unknown_value", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"mid2bps"}"#,
    "invalid_value", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"mid-100%"}"#,
    "invalid_value", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"mid+2"}"#,
    "invalid_value", "$.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","timeInForce":"ioc"}"#,
    "unknown_value", "$.timeInForce"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","timeInForce":"GTD"}"#,
    "missing_field", "$.expiresAt"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","expiresAt":"2026-11-22T00:00:00Z"}"#,
    "conflict", "$.expiresAt"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","timeInForce":"GTD","expiresAt":"tomorrow"}"#,
    "invalid_value", "$.expiresAt"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"stop","quantity":"1"}"#,
    "missing_field", "$.trigger"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","trigger":{"price":"1"}}"#,
    "conflict", "$.trigger"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"stop","quantity":"1","trigger":{"by":"mark"}}"#,
    "missing_field", "$.trigger.price"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"stop","quantity":"1","trigger":{"price":"1","by":"bid"}}"#,
    "unknown_value", "$.trigger.by"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","protect":{}}"#,
    "missing_field", "$.protect.stopLoss"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","protect":{"stopLoss":"5"}}"#,
    "wrong_type", "$.protect.stopLoss"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","postOnly":"yes"}"#,
    "wrong_type", "$.postOnly"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","postOnly":true,"timeInForce":"IOC"}"#,
    "conflict", "$.postOnly"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","reduceOnly":true}"#,
    "conflict", "$.reduceOnly"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","limits":{"maxSlippageBps":8}}"#,
    "wrong_type", "$.limits.maxSlippageBps"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","require":{"maxLevrage":"3"}}"#,
    "unknown_field", "$.require.maxLevrage"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","require":{"netDeltaMax":"3"}}"#,
    "invalid_value", "$.require.netDeltaMax"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","require":{"oracleMaxAge":"1w"}}"#,
    "invalid_value", "$.require.oracleMaxAge"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","require":{"costMaxBps":"-1"}}"#,
    "invalid_value", "$.require.costMaxBps"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","require":{"positionMode":"both"}}"#,
    "unknown_value", "$.require.positionMode"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500","require":{"positionMode":"hedge"}}"#,
    "invalid_value", "$.require.positionMode"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","protocol":"aave_v3","token":"USDT","amount":"1"}"#,
    "missing_field", "$.op"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"suply","protocol":"aave_v3","token":"USDT","amount":"1"}"#,
    "unknown_value", "$.op"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","op":"supply","protocol":"aave_v3","token":"USDT","amount":"1"}"#,
    "missing_field", "$.chain"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"supply","token":"USDT","amount":"1"}"#,
    "missing_field", "$.protocol"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"supply","protocol":"aave_v3","token":"USDT","amount":"1","steps":[]}"#,
    "conflict", "$.op"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","steps":[]}"#,
    "invalid_value", "$.steps"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","steps":[{"op":"wrap","token":"ETH"}]}"#,
    "missing_field", "$.steps[0].amount"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"supply","protocol":"aave_v3","token":"USDT","amount":"1","receive":"WETH"}"#,
    "conflict", "$.receive"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"swap","protocol":"aave_v3","token":"USDT","amount":"1","tokenIn":"A"}"#,
    "conflict", "$.tokenIn"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"borrow","protocol":"aave_v3","token":"USDT","amount":"max"}"#,
    "invalid_value", "$.amount"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"swap","protocol":"aave_v3","token":"USDT","amount":"1","receive":"A","feeTier":"500"}"#,
    "wrong_type", "$.feeTier"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"supply","protocol":"aave_v3","token":"USDT","amount":"1","gas":{"maxFeeGwei":"0.0000000001"}}"#,
    "invalid_value", "$.gas.maxFeeGwei"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"supply","protocol":"aave_v3","token":"USDT","amount":"1","gas":{"maxBumps":1.5}}"#,
    "wrong_type", "$.gas.maxBumps"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"onchain","chain":"ethereum","op":"supply","protocol":"aave_v3","token":"USDT","amount":"1","approvals":"none"}"#,
    "unknown_value", "$.approvals"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"transfer","asset":"USDT","amount":"100","from":{"venue":"binance"}}"#,
    "missing_field", "$.to"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"transfer","asset":"USDT","amount":"100","from":{"venue":"binance"},"to":{"venue":"binance"}}"#,
    "conflict", "$.to"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"transfer","asset":"USDT","amount":"100","from":{"venue":"binance"},"to":{}}"#,
    "missing_field", "$.to.venue"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"transfer","asset":"USDT","amount":"100","from":{"venue":"binance"},"to":{"venue":"bybit","chain":"ethereum"}}"#,
    "conflict", "$.to.chain"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"transfer","asset":"USDT","amount":"100","from":{"chain":"ethereum"},"to":{"chain":"ethereum","address":"book:a"}}"#,
    "missing_field", "$.from.address"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"transfer","asset":"USDT","amount":"100","from":{"venue":"binance"},"to":{"chain":"ethereum","address":"book:a"},"probe":"100"}"#,
    "conflict", "$.probe"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"transfer","asset":"USDT","amount":"100","from":{"venue":"binance"},"to":{"chain":"ethereum","address":"book:a"},"credit":{"timeout":45}}"#,
    "wrong_type", "$.credit.timeout"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan"}"#, "missing_field", "$.legs"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[]}"#, "invalid_value",
    "$.legs"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}},{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}}]}"#,
    "conflict", "$.legs[1].key"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a b","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}}]}"#,
    "invalid_value", "$.legs[0].key"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"},"after":["b"]}]}"#,
    "unknown_reference", "$.legs[0].after[0]"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"},"after":["a"]}]}"#,
    "conflict", "$.legs[0].after"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}},{"key":"b","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"$c.filled","price":"2500"}}]}"#,
    "unknown_reference", "$.legs[1].do.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}},{"key":"b","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"$a.filed","price":"2500"}}]}"#,
    "unknown_reference", "$.legs[1].do.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}},{"key":"b","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"$a.credited","price":"2500"}}]}"#,
    "unknown_reference", "$.legs[1].do.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"$a.filled","price":"2500"}}]}"#,
    "unknown_reference", "$.legs[0].do.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}},{"key":"b","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"$a.filled","price":"2500"}}],"mode":"parallel"}"#,
    "unknown_reference", "$.legs[1].do.quantity"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}}],"mode":"atomic"}"#,
    "conflict", "$.legs[0].do.action"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}}],"mode":"serial"}"#,
    "unknown_value", "$.mode"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"},"undo":"keep"}]}"#,
    "unknown_value", "$.legs[0].undo"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"},"undo":{"side":"sel"}}]}"#,
    "unknown_value", "$.legs[0].undo.side"),
  Malformed(
    #"{"schema":"venues.instruction/1","id":"a","action":"plan","legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"2500"}}],"pacing":{}}"#,
    "missing_field", "$.pacing.slice"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETHUSDT","side":"HOLD","amount":1,"id":"a"}"#,
    "unknown_value", "$.side"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETHUSDT","side":"BUY","amount":1e400,"id":"a"}"#,
    "invalid_number", "$.amount"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETHUSDT","side":"BUY","amount":0,"id":"a"}"#,
    "invalid_value", "$.amount"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"XYZ","side":"BUY","amount":1,"id":"a"}"#,
    "invalid_value", "$.pair"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETHUSDT","side":"BUY","amount":1,"id":"a","order_type":"limit"}"#,
    "missing_field", "$.price"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETHUSDT","side":"BUY","amount":1,"id":"a","price":5}"#,
    "conflict", "$.price"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"FUTURE","pair":"ETHUSDT","side":"BUY","amount":1,"id":"a"}"#,
    "unknown_value", "$.trade_type"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","pair":"ETHUSDT","side":"BUY","amount":1,"id":"a"}"#,
    "missing_field", "$.trade_type"),
  Malformed(
    #"{"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETHUSDT","side":"BUY","amount":1,"id":"a","ammount":5}"#,
    "unknown_field", "$.ammount"),
  Malformed(
    #"{"id":"a","operation":"suply","venue":"aave","token":"USDT","amount":1}"#, "unknown_value",
    "$.operation"),
  Malformed(
    #"{"id":"a","operation":"supply","token":"USDT","amount":1}"#, "missing_field", "$.venue"),
  Malformed(
    #"{"operation_id":"a","venue":"binance","operation":"spot_trade","amount":1,"source_venue":"binance","target_venue":"binance","source_token":"USDT","target_token":"ETH","pair":"ETHUSDT","side":"BUY"}"#,
    "missing_field", "$.expected_deltas"),
  Malformed(
    #"{"operation_id":"a","venue":"binance","operation":"spot_trade","amount":1,"source_venue":"binance","target_venue":"binance","source_token":"USDT","target_token":"ETH","expected_deltas":{"a":1},"pair":"ETHUSDT","side":"BUY"}"#,
    "invalid_value", "$.expected_deltas.a"),
  Malformed(
    #"{"operation_id":"a","venue":"binance","operation":"spot_trade","amount":1,"source_venue":"binance","target_venue":"binance","source_token":"USDT","target_token":"ETH","expected_deltas":{},"pair":"ETHUSDT","side":"BUY","execution_mode":"atomic"}"#,
    "missing_field", "$.atomic_group_id"),
  Malformed(
    #"{"operation_id":"a","venue":"binance","operation":"flash_repay","amount":1,"source_venue":"binance","target_venue":"binance","source_token":"USDT","target_token":"ETH","expected_deltas":{},"pair":"ETHUSDT","side":"BUY"}"#,
    "conflict", "$.operation"),
  Malformed(
    #"{"operation_id":"a","venue":"binance","operation":"spot_trade","amount":1,"source_venue":"binance","target_venue":"binance","source_token":"USDT","target_token":"ETH","expected_deltas":{},"pair":"ETHUSDT","side":"BUY","take_profit":1,"stop_loss":2}"#,
    "conflict", "$.stop_loss"),
  Malformed(#"[]"#, "invalid_value", "$"),
  Malformed(#"[5]"#, "wrong_type", "$[0]"),
  Malformed(
    #"[{"operation_id":"a","venue":"binance","operation":"spot_trade","amount":1,"source_venue":"binance","target_venue":"binance","source_token":"USDT","target_token":"ETH","expected_deltas":{},"pair":"ETHUSDT","side":"BUY"},{"operation_id":"a","venue":"binance","operation":"spot_trade","amount":1,"source_venue":"binance","target_venue":"binance","source_token":"USDT","target_token":"ETH","expected_deltas":{},"pair":"ETHUSDT","side":"BUY"}]"#,
    "conflict", "$[1]"),
]
