import FixedPoint
import Testing
import TradingModel
import VenueDefinitions

@testable import CEX

/// Requests as HTTP/1.1 sends them, against the texts they are told by.
@Suite struct RequestBytesTests {
  private func order() -> OrderTicket {
    var order = OrderTicket(symbol: "BTC/USDT:USDT", side: .buy, isMarket: false)
    order.amount = Quantity("0.1")
    order.price = Price("30000")
    order.clientOrderID = "a1"
    return order
  }

  @Test(arguments: ["binance", "bybit", "okx"])
  func theBytesAreWhatTheTextsSay(_ venue: String) throws {
    let dialect = try Fixture.tool().dialect(venue, .production)
    let request = try dialect.place(order(), .perp, Fixture.time)
    let call = GatewayCall(market: .perp, action: .placeOrder(order()))
    #expect(try dialect.requests(for: call, at: Fixture.time) == [request])
    let address = request.url.dropFirst("https://".count)
    let host = address.prefix { $0 != "/" }
    var text = "POST \(address.dropFirst(host.count)) HTTP/1.1\r\nHost: \(host)\r\n"
    for header in request.headers { text += "\(header.name): \(header.value)\r\n" }
    text += "Content-Length: \(request.body.count)\r\n\r\n"
    text += String(decoding: request.body, as: UTF8.self)
    var bytes: [UInt8] = []
    request.write(into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("1", 0, "1"), ("1", 2, "1.00"), ("0.5", 1, "0.5"), ("0.5", 3, "0.500"), ("-1.25", 1, "-1.25"),
    ("100", 1, "100.0"),
  ])
  func numbersKeepTheirLeastDecimals(_ text: String, _ decimals: Int, _ expected: String) throws {
    var bytes = Array("price=1.".utf8)
    bytes.append(try #require(Decimal18(text)), leastDecimals: decimals)
    #expect(String(decoding: bytes, as: UTF8.self) == "price=1." + expected)
  }

  @Test func anAcknowledgementIsAskedForInTheVenuesWords() throws {
    let tool = RequestTool(
      registry: try Fixture.registry.get(), instruments: Fixture.books, answer: .acknowledgement
    ) { _ in Fixture.credentials }
    let dialect = try tool.dialect("binance", .production)
    var spot = order()
    spot.symbol = "BTC/USDT"
    let there = String(
      decoding: try dialect.place(spot, .spot, Fixture.time).body, as: UTF8.self)
    let here = String(
      decoding: try dialect.place(order(), .perp, Fixture.time).body, as: UTF8.self)
    #expect(there.contains("&newOrderRespType=ACK&"))
    #expect(!here.contains("newOrderRespType"))
  }
}
