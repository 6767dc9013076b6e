import Foundation
import JSON
import Secrets
import Testing

@testable import CEX

@Suite("A call becomes exactly the requests a venue documents") struct RequestToolTests {
  private static func request(_ line: String) throws -> JSONNode {
    let answer = try Fixture.answer(line)
    return try #require(answer["requests"]?.elements?.first, "\(answer)")
  }

  private static func refusal(_ line: String) throws -> (code: String, message: String) {
    let answer = try Fixture.answer(line)
    let error = try #require(answer["error"], "\(answer)")
    #expect(answer["requests"] == nil)
    return (error["code"]?.text ?? "", error["message"]?.text ?? "")
  }

  private static func order(_ venue: String, _ market: String, _ fields: String) -> String {
    let symbol = market == "spot" ? "BTC/USDT" : "BTC/USDT:USDT"
    return
      #"{"id":"1","venue":"\#(venue)","market":"\#(market)","action":"place_order","symbol":"\#(symbol)","side":"sell",\#(fields)}"#
  }

  @Test(arguments: [
    ("binance", "spot", "https://api.binance.com/api/v3/order"),
    ("binance", "linear", "https://fapi.binance.com/fapi/v1/order"),
    ("bybit", "linear", "https://api.bybit.com/v5/order/create"),
    ("okx", "linear", "https://www.okx.com/api/v5/trade/order"),
  ])
  func ordersGoToTheirEndpoint(_ venue: String, _ market: String, _ url: String) throws {
    let request = try Self.request(
      Self.order(venue, market, #""type":"limit","amount":"0.01","price":"30000""#))
    #expect(request["url"]?.text == url)
    #expect(request["method"]?.text == "POST")
  }

  /// Numbers are fitted, never towards more risk: amounts down, a seller's price up.
  @Test(arguments: [
    ("binance", "linear", "quantity=0.012&price=30000.1&"),
    ("bybit", "linear", #""qty":"0.012","price":"30000.1""#),
    ("okx", "linear", #""sz":"1.29","px":"30000.1""#),
    ("okx", "spot", #""sz":"0.01299","tgtCcy":"base_ccy","px":"30000.1""#),
  ])
  func numbersAreFitted(_ venue: String, _ market: String, _ part: String) throws {
    let request = try Self.request(
      Self.order(venue, market, #""type":"limit","amount":"0.01299","price":"30000.01""#))
    #expect(request["body"]?.text?.contains(part) == true, "\(request)")
  }

  @Test(arguments: [
    (#""type":"limit","amount":"NaN","price":"1""#, "invalidField"),
    (#""type":"limit","amount":"-1","price":"1""#, "invalidField"),
    (#""type":"limit","amount":"0","price":"1""#, "invalidField"),
    (#""type":"limit","amount":"0.01""#, "missingField"),
    (#""type":"market","amount":"0.01","price":"1""#, "fieldNotAllowed"),
    (#""type":"market""#, "missingField"),
    (#""type":"market","amount":"1","cost":"1""#, "fieldNotAllowed"),
    (#""type":"limit","amount":"0.00001","price":"30000""#, "belowMinimumQuantity"),
    (#""type":"limit","amount":"0.002","price":"1""#, "belowMinimumNotional"),
    (#""type":"limit","amount":"99999999","price":"1""#, "aboveMaximumQuantity"),
    (#""type":"limit","amount":"1","price":"30000","clientOrderId":"a b""#, "invalidClientOrderId"),
    (#""type":"limit","amount":"1","price":"30000","timeInForce":"IOK""#, "invalidField"),
    (#""type":"limit","amount":"1","price":"30000","postonly":true"#, "unknownField"),
    (
      #""type":"limit","amount":"1","price":"30000","postOnly":true,"timeInForce":"IOC""#,
      "fieldNotAllowed"
    ),
  ])
  func wrongOrdersAreRefused(_ fields: String, _ code: String) throws {
    let refusal = try Self.refusal(Self.order("binanceusdm", "linear", fields))
    #expect(refusal.code == code, "\(refusal)")
  }

  @Test(arguments: [
    ("", "malformed"), ("[1]", "missingField"), (#"{"id":1}"#, "missingField"),
    (#"{"id":1,"venue":"okx","action":"place_oder"}"#, "unknownAction"),
    (#"{"id":1,"venue":"binanc","action":"get_server_time"}"#, "unknownVenue"),
    (#"{"id":1,"venue":"okx","action":"get_ticker","symbol":"BTC/USTD"}"#, "unknownSymbol"),
    (#"{"id":1,"venue":"okx","action":"cancel_all","symbol":"BTC/USDT"}"#, "notSupported"),
    (
      #"{"id":1,"venue":"okx","action":"get_klines","symbol":"BTC/USDT","interval":"7m"}"#,
      "invalidField"
    ),
  ])
  func anyLineGetsAnAnswer(_ line: String, _ code: String) throws {
    #expect(try Self.refusal(line).code == code)
  }

  @Test func theNearestSpellingIsNamed() throws {
    let order = Self.order("okx", "spot", #""type":"limit","ammount":"1","price":"30000""#)
    #expect(try Self.refusal(order).message.contains(#"did you mean "amount""#))
    let symbol = #"{"id":1,"venue":"okx","action":"get_ticker","symbol":"BTC/USTD"}"#
    #expect(try Self.refusal(symbol).message.contains(#"did you mean "BTC/USDT""#))
  }

  @Test func instrumentsOfContractsRefuseWhatFitsNone() throws {
    let refusal = try Self.refusal(
      Self.order("okx", "linear", #""type":"market","amount":"0.00005""#))
    #expect(refusal.code == "belowMinimumQuantity")
  }

  @Test func theTextOfACredentialIsNothing() throws {
    let credentials = try Credentials(key: "key", secret: SecretBytes(copying: "secret".utf8))
    #expect("\(credentials)" == "Credentials(withheld)")
    #expect(String(reflecting: credentials) == "Credentials(withheld)")
  }

  /// Source: cex-venues.md 2.2, 3.2: `2023-11-14T22:13:20.000Z`.
  @Test(arguments: [
    (Int64(1_700_000_000_000), "2023-11-14T22:13:20.000Z"), (0, "1970-01-01T00:00:00.000Z"),
    (951_782_400_123, "2000-02-29T00:00:00.123Z"), (4_102_444_799_999, "2099-12-31T23:59:59.999Z"),
  ])
  func timesAreWrittenAsISO8601(_ time: Int64, _ text: String) {
    var bytes: [UInt8] = []
    bytes.append(timestamp: time)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  /// Every call of the test folder gets one answer, no two ids mixed.
  @Test func everyCallIsAnswered() throws {
    let tool = try Fixture.tool()
    for line in try Fixture.calls() {
      let call = try JSONNode(parsing: line)
      let answer = try JSONNode(
        parsing: tool.answer(line: Array(line.utf8), at: Fixture.time))
      #expect(answer["id"] == call["id"])
      #expect((answer["requests"] == nil) != (answer["error"] == nil))
    }
  }
}
