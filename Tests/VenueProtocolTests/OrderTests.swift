import FixedPoint
import JSON
import Testing
import TradingModel

@testable import VenueProtocol

/// Orders from place to fill, in each venue's words.
@Suite struct OrderTests {
  @Test func binanceSpotMarketOrderFillsFromTheBook() throws {
    let venue = try Fixture()
    let order = try venue.binance(
      "POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")
    #expect(order.body["status"]?.text == "FILLED")
    #expect(order.body["executedQty"]?.text == "0.01")
    #expect(order.body["fills"]?.elements?.isEmpty == false)
    let id = order.body["orderId"]?.plain ?? ""
    let fills = try venue.binance("GET", "/api/v3/myTrades", "symbol=BTCUSDT&orderId=\(id)")
    #expect(fills.body.elements?.isEmpty == false)
  }

  @Test func binanceLimitOrderRestsAmendsAndCancels() throws {
    let venue = try Fixture()
    let base = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC"
    let order = try venue.binance(
      "POST", "/fapi/v1/order", base + "&quantity=0.01&price=50000&newClientOrderId=one")
    #expect(order.body["status"]?.text == "NEW")
    let again = try venue.binance(
      "POST", "/fapi/v1/order", base + "&quantity=0.01&price=50000&newClientOrderId=one")
    #expect(again.body["code"]?.plain == "-4116")
    let changed = try venue.binance(
      "PUT", "/fapi/v1/order",
      "symbol=BTCUSDT&side=BUY&origClientOrderId=one&quantity=0.02&price=50001")
    #expect(changed.body["origQty"]?.text == "0.02")
    let ended = try venue.binance(
      "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=one")
    #expect(ended.body["status"]?.text == "CANCELED")
    let twice = try venue.binance(
      "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=one")
    #expect(twice.body["code"]?.plain == "-2011")
  }

  @Test(arguments: [
    ("quantity=0.010000001&price=50000", "-1013"), ("quantity=0.01&price=50000.001", "-1013"),
    ("quantity=0.00001&price=50000", "-1013"), ("quantity=1000&price=50000", "-2010"),
  ])
  func binanceFilters(parameters: String, code: String) throws {
    let venue = try Fixture()
    let answer = try venue.binance(
      "POST", "/api/v3/order",
      "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&" + parameters)
    #expect(answer.status == 400)
    #expect(answer.body["code"]?.plain == code)
  }

  @Test func binanceConditionalOrdersHaveTheirOwnBook() throws {
    let venue = try Fixture()
    let plain = try venue.binance(
      "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01")
    #expect(plain.body["code"]?.plain == "-4120")
    _ = try venue.binance(
      "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")
    let stop = try venue.binance(
      "POST", "/fapi/v1/algoOrder",
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&closePosition=true"
        + "&triggerPrice=60000")
    #expect(stop.body["algoStatus"]?.text == "NEW")
    _ = try venue.admin("POST", "/admin/price", #"{"asset":"BTC","price":"59000"}"#)
    let id = stop.body["algoId"]?.plain ?? ""
    let after = try venue.binance("GET", "/fapi/v1/algoOrder", "algoId=\(id)")
    #expect(after.body["algoStatus"]?.text == "FINISHED")
    let positions = try venue.binance("GET", "/fapi/v3/positionRisk")
    #expect(positions.body == .array([]))
  }

  @Test func bybitAcknowledgesThenTells() throws {
    let venue = try Fixture()
    let body =
      #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"200000","timeInForce":"PostOnly","orderLinkId":"p1"}"#
    let order = try venue.bybit("POST", "/v5/order/create", body)
    #expect(order.body["retCode"]?.plain == "0")
    let rows = try venue.bybit(
      "GET", "/v5/order/realtime", "category=linear&orderLinkId=p1")
    let row = rows.body["result"]?["list"]?.elements?.first
    #expect(row?["orderStatus"]?.text == "Cancelled")
    #expect(row?["rejectReason"]?.text == "EC_PostOnlyWillTakeLiquidity")
    let again = try venue.bybit("POST", "/v5/order/create", body)
    #expect(again.body["retCode"]?.plain == "110072")
  }

  @Test func bybitTradingStopClosesThePosition() throws {
    let venue = try Fixture()
    _ = try venue.bybit(
      "POST", "/v5/order/create",
      #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01"}"#)
    let stop =
      #"{"category":"linear","symbol":"BTCUSDT","tpslMode":"Full","positionIdx":0,"stopLoss":"60000","takeProfit":"200000"}"#
    #expect(
      try venue.bybit("POST", "/v5/position/trading-stop", stop).body["retCode"]?.plain == "0")
    #expect(
      try venue.bybit("POST", "/v5/position/trading-stop", stop).body["retCode"]?.plain == "34040")
    _ = try venue.admin("POST", "/admin/price", #"{"asset":"BTC","price":"59000"}"#)
    let rows = try venue.bybit("GET", "/v5/position/list", "category=linear&symbol=BTCUSDT")
    #expect(rows.body["result"]?["list"]?.elements?.first?["size"]?.text == "0")
    let open = try venue.bybit("GET", "/v5/order/realtime", "category=linear&symbol=BTCUSDT")
    #expect(open.body["result"]?["list"] == .array([]))
  }

  @Test func okxCountsContractsAndRefusesItemByItem() throws {
    let venue = try Fixture()
    let good =
      #"{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"1"}"#
    let bad = #"{"instId":"NO-SUCH","tdMode":"cross","side":"buy","ordType":"market","sz":"1"}"#
    let answer = try venue.okx("POST", "/api/v5/trade/batch-orders", "[\(good),\(bad)]")
    #expect(answer.body["code"]?.text == "2")
    #expect(answer.body["data"]?.elements?.last?["sCode"]?.text == "51001")
    let position = try venue.okx("GET", "/api/v5/account/positions").body["data"]?.elements?.first
    #expect(position?["pos"]?.text == "1")
    let books = try venue.admin("GET", "/admin/books")
    #expect(books.description.contains(#""size":"0.01""#))
  }

  @Test func okxLegsExcludeEachOther() throws {
    let venue = try Fixture()
    _ = try venue.okx(
      "POST", "/api/v5/trade/order",
      #"{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"1"}"#)
    let algo = try venue.okx(
      "POST", "/api/v5/trade/order-algo",
      #"{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"sell","ordType":"oco","sz":"1","slTriggerPx":"60000","slOrdPx":"-1","tpTriggerPx":"200000","tpOrdPx":"-1","reduceOnly":true}"#
    )
    #expect(algo.body["code"]?.text == "0")
    _ = try venue.admin("POST", "/admin/price", #"{"asset":"BTC","price":"59000"}"#)
    let waiting = try venue.okx("GET", "/api/v5/trade/orders-algo-pending?ordType=oco")
    #expect(waiting.body["data"] == .array([]))
    #expect(try venue.okx("GET", "/api/v5/account/positions").body["data"] == .array([]))
  }

  @Test func outcomeUnknownLeavesExactlyOneOrder() throws {
    let venue = try Fixture()
    _ = try venue.admin(
      "POST", "/admin/faults", #"{"kind":"error_after","method":"POST","path":"/api/v3/order"}"#)
    let query =
      "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000"
      + "&newClientOrderId=lost"
    let answer = try venue.binance("POST", "/api/v3/order", query)
    #expect(answer.status == 503)
    #expect(answer.body["code"]?.plain == "-1007")
    let found = try venue.binance(
      "GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")
    #expect(found.body["status"]?.text == "NEW")
    let counters = try venue.admin("GET", "/admin/counters")
    #expect(counters["orders"]?.plain == "1")
  }

  @Test func partsFillAndTheQueueHasItsOrder() throws {
    let venue = try Fixture()
    let book = try venue.send(
      VenueRequest(method: "GET", target: "/api/v3/depth?symbol=BTCUSDT&limit=1"), .binanceSpot)
    let bid = book.body["bids"]?.elements?.first?.elements?.first?.text ?? ""
    _ = try venue.binance(
      "POST", "/api/v3/order",
      "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=8&price=\(bid)")
    for step in 1...300 {
      venue.state.advance(to: Fixture.start.advanced(by: .milliseconds(Int64(step) * 100)))
    }
    let fills = venue.state.wallet(0, .binanceSpot).fills
    #expect(fills.allSatisfy { $0.isMaker && $0.price.description == bid })
    #expect(fills.count > 1)
  }
}
