import FixedPoint
import JSON
import Testing
import TradingModel

@testable import VenueProtocol

/// Automatic deleveraging takes a position away, and every venue says so in its own words.
@Suite struct DeleveragingTests {
  @Test func binanceSaysADL() throws {
    let fixture = try Fixture()
    _ = try fixture.binance(
      "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")
    let done = try fixture.admin(
      "POST", "/admin/adl", #"{"venue":"binanceusdm","symbol":"BTCUSDT"}"#)
    #expect(done["ok"]?.truth == true)
    let trades = try fixture.binance("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT")
    #expect(trades.body.elements?.count == 2)
    let orders = try fixture.binance("GET", "/fapi/v1/allOrders", "symbol=BTCUSDT")
    #expect(orders.body.elements?.last?["clientOrderId"]?.text == "adl_autoclose")
    let positions = try fixture.binance("GET", "/fapi/v2/positionRisk", "symbol=BTCUSDT")
    #expect(Quantity(positions.body.elements?.first?["positionAmt"]?.text ?? "1") == .zero)
  }

  @Test func bybitSaysADL() throws {
    let fixture = try Fixture()
    _ = try fixture.bybit(
      "POST", "/v5/order/create",
      #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01"}"#)
    _ = try fixture.admin("POST", "/admin/adl", #"{"venue":"bybit","symbol":"BTCUSDT"}"#)
    let rows = try fixture.bybit(
      "GET", "/v5/execution/list", "category=linear&symbol=BTCUSDT"
    ).body["result"]?["list"]?.elements
    #expect(rows?.first?["execType"]?.text == "AdlTrade")
    #expect(rows?.first?["createType"]?.text == "CreateByAdl_PassThrough")
  }

  @Test func okxSaysADLOfAPart() throws {
    let fixture = try Fixture()
    _ = try fixture.okx(
      "POST", "/api/v5/trade/order",
      #"{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"2"}"#)
    _ = try fixture.admin(
      "POST", "/admin/adl", #"{"venue":"okx","symbol":"BTC-USDT-SWAP","quantity":"0.01"}"#)
    let rows = try fixture.okx("GET", "/api/v5/trade/orders-history?instType=SWAP").body["data"]
    #expect(rows?.elements?.first?["category"]?.text == "adl")
    let positions = try fixture.okx("GET", "/api/v5/account/positions").body["data"]
    #expect(positions?.elements?.first?["pos"]?.text == "1")
  }

  @Test func withoutAPositionThereIsNothingToTake() throws {
    let fixture = try Fixture()
    let answer = try fixture.admin(
      "POST", "/admin/adl", #"{"venue":"okx","symbol":"BTC-USDT-SWAP"}"#)
    #expect(answer["error"] != nil)
  }
}
