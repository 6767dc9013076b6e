import JSON
import Testing

@testable import CEX

@Suite struct DecodeAnswerTests {
  static let fixtures = DecodeFixture.binance + DecodeFixture.bybit + DecodeFixture.okx

  @Test(arguments: fixtures)
  func documentedFormsAreRead(_ fixture: DecodeFixture) throws {
    let answer = try DecodeWitness.answer(fixture.line())
    #expect(answer["error"] == nil, "\(answer)")
    #expect(answer[fixture.gives] != nil, "\(answer)")
  }

  @Test(arguments: fixtures.filter { $0.payload != "pong" })
  func thePayloadMayBeJSONOrItsText(_ fixture: DecodeFixture) throws {
    let line = fixture.line()
    let members = try JSONNode(parsing: line).members ?? []
    let payload = try JSONNode(parsing: fixture.payload)
    let object = JSONNode.object(
      members.map { $0.name == "payload" ? JSONMember(name: "payload", value: payload) : $0 })
    #expect(try DecodeWitness.answer(object.description) == DecodeWitness.answer(line))
  }

  @Test(arguments: fixtures.filter { !$0.isStream })
  func theRequestNeedNotBeNamed(_ fixture: DecodeFixture) throws {
    let unnamed = DecodeFixture(
      source: fixture.source, venue: fixture.venue, market: fixture.market, isStream: false,
      request: nil, payload: fixture.payload, gives: fixture.gives)
    let answer = try DecodeWitness.answer(unnamed.line())
    #expect(answer["error"] == nil && answer[fixture.gives] != nil, "\(answer)")
  }

  private func answer(_ venue: String, _ gives: String, _ part: String) throws -> JSONNode {
    let fixture = Self.fixtures.first {
      $0.venue == venue && $0.gives == gives && $0.source.contains(part)
    }
    return try DecodeWitness.answer(try #require(fixture).line())
  }

  private func expect(_ answer: JSONNode, _ values: [String: String]) {
    for (path, value) in values.sorted(by: { $0.key < $1.key }) {
      #expect(answer.at(path) == value, "\(path): \(answer)")
    }
  }

  @Test func binanceOrders() throws {
    expect(
      try answer("binance", "report", "FULL"),
      [
        "order.status": "filled", "order.symbol": "BTC/USDT", "order.side": "sell",
        "order.type": "market", "order.amount": "10", "order.filled": "10", "order.average": "4000",
        "order.cost": "40000", "order.fee.cost": "4", "order.fee.currency": "USDT",
        "fills.1.tradeId": "57", "fills.1.cost": "16000", "report.success": "true",
      ])
    expect(
      try answer("binance", "order", "cancel order"),
      ["order.clientOrderId": "myOrder1", "order.status": "canceled", "order.remaining": "1"])
    expect(
      try answer("binance", "order", "algo order"),
      [
        "order.type": "take_profit_limit", "order.status": "triggered_pending",
        "order.conditional": "true", "order.triggerPrice": "75000", "order.reduceOnly": "true",
      ])
    expect(
      try answer("binance", "fill", "account trade list"),
      [
        "fill.tradeId": "28457", "fill.side": "buy", "fill.takerOrMaker": "taker",
        "fill.fee.currency": "BNB", "fill.fee.cost": "10.1", "fill.cost": "48.000012",
      ])
    expect(
      try answer("binance", "fill", "derivatives docs, order update"),
      [
        "fill.fee.cost": "-0.0099", "fill.takerOrMaker": "maker", "fill.realizedPnl": "1.5",
        "order.postOnly": "true", "order.positionSide": "long", "order.symbol": "BTC/USDT:USDT",
        "fill.timestamp": "1568879465650",
      ])
  }

  @Test func bybitOrders() throws {
    expect(
      try answer("bybit", "reports", "batch"),
      [
        "reports.0.success": "true", "reports.1.success": "false",
        "reports.1.error.category": "insufficient_funds", "reports.1.clientOrderId": "spot-atom-03",
      ])
    expect(
      try answer("bybit", "order", "open-order"),
      [
        "order.status": "partial", "order.postOnly": "true", "order.timeInForce": "GTC",
        "order.positionSide": "long", "order.fee.currency": "USDT", "order.fee.cost": "0.0576",
        "order.takeProfitPrice": "2500", "order.remaining": "0.04", "order.triggerPrice": "null",
      ])
    expect(
      try answer("bybit", "position", "position"),
      [
        "position.side": "short", "position.amount": "0.3", "position.marginMode": "isolated",
        "position.takeProfitPrice": "null", "position.leverage": "10",
      ])
    expect(
      try answer("bybit", "balance", "wallet-balance"),
      ["balance.total": "100", "balance.used": "25", "balance.free": "75"])
    expect(
      try answer("bybit", "permission", "apikey"),
      [
        "permission.trade": "true", "permission.withdraw": "false",
        "permission.ipRestricted": "false",
      ])
  }

  @Test func okxContractsBecomeBaseUnits() throws {
    expect(
      try answer("okx", "order", "order details"),
      [
        "order.amount": "1", "order.filled": "0.12", "order.contracts": "100",
        "order.cost": "6222.96", "order.fee.cost": "3.111", "order.postOnly": "true",
        "order.status": "partial",
      ])
    expect(
      try answer("okx", "fill", "transaction"),
      [
        "fill.amount": "0.2", "fill.contracts": "2", "fill.cost": "200", "fill.fee.cost": "0.01",
        "fill.takerOrMaker": "maker",
      ])
    expect(
      try answer("okx", "position", "positions"),
      [
        "position.side": "short", "position.amount": "1.9", "position.notional": "108300",
        "position.hedged": "false",
      ])
    expect(try answer("okx", "book", "books channel"), ["book.bids.0.1": "2.56"])
    expect(
      try answer("okx", "order", "algo order"),
      ["order.type": "stop", "order.status": "triggered_pending", "order.stopLossPrice": "29000"])
    expect(
      try answer("okx", "kline", "candles"), ["kline.volume": "35.87", "kline.closed": "true"])
    expect(
      try answer("okx", "reports", "multiple"),
      ["reports.0.success": "true", "reports.1.error.code": "51008"])
  }

  @Test func anUnknownStatusIsReportedAndNotGuessed() throws {
    let line = """
      {"id":"u","venue":"bybit","market":"linear","transport":"ws","payload":{"topic":"order",\
      "data":[{"symbol":"BTCUSDT","orderId":"1","orderStatus":"Quantum","newField":{"a":[1]},\
      "qty":"1","cumExecQty":"0","side":"Sideways","orderType":"Warp"}]}}
      """
    expect(
      try DecodeWitness.answer(line),
      [
        "order.status": "unknown", "order.venueStatus": "Quantum", "order.side": "null",
        "order.type": "null", "order.amount": "1",
      ])
  }

  @Test(arguments: [
    (#""POST /api/v3/order""#, true), (#"{"method":"POST","path":"/api/v3/order"}"#, true),
    (#""createOrder""#, true), (#"{"action":"place_order","symbol":"BTC/USDT"}"#, true),
    (#""GET /api/v3/order""#, false), (#""get_order""#, false),
    (#"{"method":"GET","url":"/api/v3/openOrders?symbol=X"}"#, false), ("null", true),
  ])
  func requestsAreUnderstoodInSeveralShapes(_ request: String, _ mutates: Bool) throws {
    #expect(RequestContext(try JSONNode(parsing: request)).mutates == mutates)
    let line = """
      {"id":1,"venue":"binance","market":"spot","transport":"rest","status":503,\
      "request":\(request),"payload":"<html>busy</html>"}
      """
    let then = mutates ? "reconcile" : "later"
    expect(try DecodeWitness.answer(line), ["error.then": then])
  }
}
