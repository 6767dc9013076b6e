import JSON
import Testing

@testable import VenueProtocol

/// One changed byte, a stale time, a missing permission: each gets the venue's own word.
@Suite struct SecurityTests {
  private func code(_ body: JSONNode, _ name: String = "code") -> String? { body[name]?.plain }

  @Test func binanceRefusesAsTheVenueDoes() throws {
    let venue = try Fixture()
    let path = "/api/v3/account"
    #expect(try venue.binance("GET", path).status == 200)
    #expect(code(try venue.binance("GET", path, time: 1_699_999_990_000).body) == "-1021")
    #expect(code(try venue.binance("GET", path, time: 1_700_000_002_000).body) == "-1021")
    let changed = try venue.binance("GET", path, "omitZeroBalances=true") {
      $0.replacing("true", with: "trve")
    }
    #expect(changed.status == 400)
    #expect(code(changed.body) == "-1022")
    let order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01"
    #expect(code(try venue.binance("POST", "/api/v3/order", order, key: "read").body) == "-2015")
    #expect(code(try venue.binance("GET", path, key: "nobody").body) == "-2015")
    let bare = try venue.send(VenueRequest(method: "GET", target: path), .binanceSpot)
    #expect(bare.status == 401)
    #expect(code(bare.body) == "-2014")
    let withdrawal = "coin=USDT&address=0x1&amount=50&network=ETH"
    #expect(
      code(
        try venue.binance("POST", "/sapi/v1/capital/withdraw/apply", withdrawal, key: "trade").body)
        == "-2015")
  }

  /// The worked example of the venue's own page.
  @Test func binanceVerifiesTheDocumentedExample() {
    let payload =
      "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559"
    #expect(
      BinanceAuthentication.isSigned(
        payload, "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
        "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71"))
  }

  @Test func bybitRefusesAsTheVenueDoes() throws {
    let venue = try Fixture()
    let path = "/v5/account/wallet-balance"
    let query = "accountType=UNIFIED"
    #expect(code(try venue.bybit("GET", path, query).body, "retCode") == "0")
    #expect(
      code(try venue.bybit("GET", path, query, time: 1_699_999_990_000).body, "retCode") == "10002")
    let changed = try venue.bybit("GET", path, query) { $0 + "&x=1" }
    #expect(changed.status == 200)
    #expect(code(changed.body, "retCode") == "10004")
    #expect(code(try venue.bybit("GET", path, query, key: "nobody").body, "retCode") == "10003")
    let order =
      #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01"}"#
    #expect(
      code(try venue.bybit("POST", "/v5/order/create", order, key: "read").body, "retCode")
        == "10005")
  }

  @Test func okxRefusesAsTheVenueDoes() throws {
    let venue = try Fixture()
    let path = "/api/v5/account/balance?ccy=USDT"
    #expect(code(try venue.okx("GET", path).body) == "0")
    let stale = try venue.okx("GET", path, stamp: "2023-11-14T22:12:40.000Z")
    #expect(stale.status == 401)
    #expect(code(stale.body) == "50102")
    let order = #"{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"market","sz":"100"}"#
    let changed = try venue.okx("POST", "/api/v5/trade/order", order) {
      $0.replacing("100", with: "101")
    }
    #expect(code(changed.body) == "50113")
    #expect(code(try venue.okx("POST", "/api/v5/trade/order", order, key: "read").body) == "50120")
    #expect(code(try venue.okx("GET", path, key: "nobody").body) == "50111")
  }

  @Test func limitsCountWarnAndBan() throws {
    let venue = try Fixture()
    let request = VenueRequest(method: "GET", target: "/api/v3/exchangeInfo")
    let first = try venue.send(request, .binanceSpot)
    #expect(first.answer.headers.contains { $0.name == "X-MBX-USED-WEIGHT-1M" && $0.value == "20" })
    var statuses: [Int] = []
    for _ in 0..<400 { statuses.append(try venue.send(request, .binanceSpot).status) }
    #expect(statuses[298] == 200)
    #expect(statuses[299] == 429)
    let banned = try venue.send(request, .binanceSpot)
    #expect(banned.status == 418)
    #expect(banned.answer.headers.contains { $0.name == "Retry-After" })
  }
}
