import FixedPoint
import JSON
import Testing
import TradingModel

@testable import VenueProtocol

/// Markets that replay imported bars.
@Suite struct HistoryTests {
  private static let start = Timestamp(milliseconds: 1_723_680_000_000)
  /// Two hours: up by way of 59000 and 66000, then down by way of 65500 and 61000.
  private static let bars = [
    bar(0, 60_000, 66_000, 59_000, 65_000, 120), bar(1, 65_000, 65_500, 61_000, 62_000, 240),
  ]

  private static func bar(
    _ hour: Int64, _ open: Int, _ high: Int, _ low: Int, _ close: Int, _ volume: Int
  ) -> Bar {
    Bar(
      openTime: start.advanced(by: .hours(hour)), open: Price(Decimal18(open)),
      high: Price(Decimal18(high)), low: Price(Decimal18(low)), close: Price(Decimal18(close)),
      volume: Quantity(volume))
  }

  /// 3 basis points.
  private static let rate = Rate(Decimal18(mantissa: 300_000_000_000_000))

  private func fixture() throws -> Fixture {
    try Fixture { options in
      options.isStepped = true
      options.step = .seconds(60)
      options.history = MarketHistory(
        start: Self.start,
        series: [false, true].map { isPerpetual in
          MarketHistory.Series(
            venue: "binance", base: "BTC", quote: "USDT", isPerpetual: isPerpetual,
            bars: Self.bars, interval: .hours(1),
            fundings: [(Self.start, Self.rate)])
        })
    }
  }

  private func last(_ fixture: Fixture) throws -> Double {
    let answer = try fixture.send(
      VenueRequest(method: "GET", target: "/api/v3/ticker/bookTicker?symbol=BTCUSDT"), .binanceSpot)
    return Double(answer.body["bidPrice"]?.text ?? "") ?? 0
  }

  @Test func priceFollowsTheBars() throws {
    let fixture = try fixture()
    #expect(abs(try last(fixture) - 60_000) < 60)
    _ = try fixture.admin("POST", "/admin/step", #"{"milliseconds":1200000}"#)
    #expect(abs(try last(fixture) - 59_000) < 60)
    _ = try fixture.admin("POST", "/admin/step", #"{"milliseconds":1200000}"#)
    #expect(abs(try last(fixture) - 66_000) < 60)
    _ = try fixture.admin("POST", "/admin/step", #"{"milliseconds":4800000}"#)
    #expect(abs(try last(fixture) - 62_000) < 60)
  }

  @Test func aLimitOrderOfTheDipFills() throws {
    let fixture = try fixture()
    let placed = try fixture.binance(
      "POST", "/api/v3/order",
      "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=59500")
    #expect(placed.status == 200)
    _ = try fixture.admin("POST", "/admin/step", #"{"milliseconds":1200000}"#)
    let number = placed.body["orderId"]?.plain ?? ""
    let found = try fixture.binance("GET", "/api/v3/order", "symbol=BTCUSDT&orderId=\(number)")
    #expect(found.body["status"]?.text == "FILLED")
  }

  @Test func candlesBeforeTheStartAreTheBars() throws {
    let fixture = try Fixture { options in
      options.isStepped = true
      options.step = .seconds(60)
      options.history = MarketHistory(
        start: Self.start.advanced(by: .hours(2)),
        series: [
          MarketHistory.Series(
            venue: "binance", base: "BTC", quote: "USDT", isPerpetual: false, bars: Self.bars,
            interval: .hours(1))
        ])
    }
    let answer = try fixture.send(
      VenueRequest(
        method: "GET", target: "/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=121"),
      .binanceSpot)
    let rows = answer.body.elements ?? []
    #expect(rows.count == 121)
    let hour = rows.prefix(60).compactMap(\.elements)
    #expect(Price(hour.first?[1].text ?? "") == Price(Decimal18(60_000)))
    #expect(hour.compactMap { Double($0[2].text ?? "") }.max() == 66_000)
    #expect(hour.compactMap { Double($0[3].text ?? "") }.min() == 59_000)
    let volume = hour.compactMap { Double($0[5].text ?? "") }.reduce(0, +)
    #expect(abs(volume - 120) < 0.1)
  }

  @Test func fundingIsTheHistorys() throws {
    let fixture = try fixture()
    let answer = try fixture.send(
      VenueRequest(method: "GET", target: "/fapi/v1/premiumIndex?symbol=BTCUSDT"), .binanceFutures)
    #expect(Rate(answer.body["lastFundingRate"]?.text ?? "") == Self.rate)
  }

  @Test func otherInstrumentsWalkOnTheirOwn() throws {
    let fixture = try fixture()
    let answer = try fixture.send(
      VenueRequest(method: "GET", target: "/api/v3/ticker/price?symbol=SOLUSDT"), .binanceSpot)
    #expect(abs((Double(answer.body["price"]?.text ?? "") ?? 0) - 140) < 10)
  }
}
