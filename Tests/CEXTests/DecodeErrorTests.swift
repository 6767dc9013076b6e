import JSON
import Testing
import VenueDefinitions

@testable import CEX

/// Reliability 4.1 to 4.3: what a refusal means, by HTTP status, code, message and what was asked.
@Suite struct DecodeErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let venue: String
    let market: String
    let request: String
    let status: Int?
    let payload: String
    let category: String
    let then: String

    var testDescription: String { "\(venue) \(request) \(status ?? 0) \(payload.prefix(60))" }
  }

  static func make(
    _ venue: String, _ market: String, _ request: String, _ status: Int?, _ payload: String,
    _ category: String, _ then: String
  ) -> Case {
    Case(
      venue: venue, market: market, request: request, status: status, payload: payload,
      category: category, then: then)
  }

  static let binance: [Case] = [
    make(
      "binance", "spot", "place_order", 400, #"{"code":-2010,"msg":"Duplicate order sent."}"#,
      "duplicate_client_id", "reconcile"),
    make(
      "binance", "spot", "place_order", 400,
      #"{"code":-2010,"msg":"Account has insufficient balance for requested action."}"#,
      "insufficient_funds", "never"),
    make(
      "binance", "spot", "place_order", 400,
      #"{"code":-2010,"msg":"Order would immediately match and take."}"#,
      "post_only_would_take", "never"),
    make(
      "binance", "spot", "cancel_order", 400, #"{"code":-2011,"msg":"Unknown order sent."}"#,
      "order_not_found", "reconcile"),
    make(
      "binance", "spot", "place_order", 503,
      #"{"code":-1007,"msg":"Timeout waiting for response from backend server."}"#,
      "outcome_unknown", "reconcile"),
    make(
      "binance", "spot", "get_order", 503,
      #"{"code":-1007,"msg":"Timeout waiting for response from backend server."}"#,
      "outcome_unknown", "later"),
    make(
      "binance", "spot", "place_order", 429, #"{"code":-1003,"msg":"Too many requests"}"#,
      "rate_limited", "later"),
    make(
      "binance", "spot", "place_order", 418,
      #"{"code":-1003,"msg":"Way too many requests; IP banned until 1700000000000."}"#,
      "banned", "later"),
    make("binance", "spot", "place_order", 403, "<html>WAF</html>", "banned", "later"),
    make("binance", "spot", "place_order", 502, "<html>bad</html>", "outcome_unknown", "reconcile"),
    make(
      "binance", "spot", "place_order", 400,
      #"{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}"#,
      "clock_skew", "resync"),
    make(
      "binance", "spot", "place_order", 400,
      #"{"code":-1013,"msg":"Filter failure: LOT_SIZE"}"#, "filter", "never"),
    make(
      "binance", "linear", "set_margin_mode", 400,
      #"{"code":-4046,"msg":"No need to change margin type."}"#, "no_change", "success"),
    make(
      "binance", "linear", "place_order", 400,
      #"{"code":-2021,"msg":"Order would immediately trigger."}"#, "would_trigger", "never"),
    make(
      "binance", "linear", "place_order", 400,
      #"{"code":-4116,"msg":"ClientOrderId is duplicated."}"#, "duplicate_client_id", "reconcile"),
    make(
      "binance", "linear", "place_order", 400, #"{"code":-99999,"msg":"new"}"#, "unclassified",
      "reconcile"),
    make(
      "binance", "linear", "get_balance", 400, #"{"code":-99999,"msg":"new"}"#, "unclassified",
      "never"),
    make(
      "binance", "linear", "keep_alive", 400,
      #"{"code":-1125,"msg":"This listenKey does not exist."}"#, "stream_ended", "resync"),
    make(
      "binance", "linear", "place_order", 401,
      #"{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}"#, "permission",
      "never"),
    make("binance", "linear", "place_order", 200, "{\"orderId\":1", "malformed", "reconcile"),
    make("binance", "linear", "place_order", 200, "{}", "malformed", "reconcile"),
    make("binance", "linear", "list_positions", 200, "<html>", "malformed", "later"),
  ]

  static let others: [Case] = [
    make(
      "bybit", "linear", "place_order", 200,
      #"{"retCode":110072,"retMsg":"OrderLinkedID is duplicate","result":{}}"#,
      "duplicate_client_id", "reconcile"),
    make(
      "bybit", "linear", "place_order", 200, #"{"retCode":10000,"retMsg":"Server Timeout"}"#,
      "outcome_unknown", "reconcile"),
    make(
      "bybit", "linear", "cancel_order", 200,
      #"{"retCode":110001,"retMsg":"Order does not exist","result":{}}"#, "order_not_found",
      "reconcile"),
    make(
      "bybit", "linear", "cancel_order", 200,
      #"{"retCode":110010,"retMsg":"The order has been cancelled","result":{}}"#, "order_closed",
      "reconcile"),
    make(
      "bybit", "linear", "set_leverage", 200,
      #"{"retCode":110043,"retMsg":"Set leverage not modified","result":{}}"#, "no_change",
      "success"),
    make(
      "bybit", "spot", "place_order", 200, #"{"retCode":10006,"retMsg":"Too many visits!"}"#,
      "rate_limited", "later"),
    make("bybit", "spot", "place_order", 403, "access too frequent", "banned", "later"),
    make(
      "bybit", "spot", "get_order", 200,
      #"{"retCode":0,"retMsg":"OK","result":{"list":[]},"time":1}"#, "order_not_found",
      "reconcile"),
    make(
      "okx", "spot", "place_order", 200,
      #"{"code":"1","msg":"","data":[{"clOrdId":"a","ordId":"","sCode":"51016","sMsg":"dup"}]}"#,
      "duplicate_client_id", "reconcile"),
    make(
      "okx", "spot", "place_order", 200, #"{"code":"50004","msg":"timeout","data":[]}"#,
      "outcome_unknown", "reconcile"),
    make(
      "okx", "linear", "cancel_order", 200,
      #"{"code":"1","msg":"","data":[{"ordId":"1","sCode":"51402","sMsg":"filled"}]}"#,
      "order_closed", "reconcile"),
    make(
      "okx", "linear", "cancel_order", 200,
      #"{"code":"1","msg":"","data":[{"ordId":"1","sCode":"51410","sMsg":"cancelling"}]}"#,
      "no_change", "success"),
    make(
      "okx", "linear", "place_order", 429, #"{"code":"50011","msg":"Too Many Requests"}"#,
      "rate_limited", "later"),
    make(
      "okx", "linear", "place_order", 401, #"{"code":"50113","msg":"Invalid Sign"}"#,
      "bad_signature", "never"),
    make(
      "okx", "linear", "place_order", 200, #"{"code":"0","msg":"","data":[]}"#, "malformed",
      "reconcile"),
  ]

  @Test(arguments: binance + others)
  func classified(_ item: Case) throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("id", "x")
      writer.field("venue", item.venue)
      writer.field("market", item.market)
      writer.field("transport", "rest")
      writer.field("request", item.request)
      writer.number("status", item.status)
      writer.field("payload", item.payload)
    }
    let answer = try DecodeWitness.answer(writer.text)
    #expect(answer.at("id") == "x")
    #expect(answer.at("error.category") == item.category, "\(answer)")
    #expect(answer.at("error.then") == item.then, "\(answer)")
  }

  @Test func silenceIsUnknown() throws {
    let line = #"{"id":1,"venue":"okx","market":"spot","transport":"rest","request":"place_order"}"#
    let answer = try DecodeWitness.answer(line)
    #expect(answer.at("error.category") == "outcome_unknown")
    #expect(answer.at("error.then") == "reconcile")
  }

  @Test func aBanSaysWhenItEnds() throws {
    let line = """
      {"id":1,"venue":"binance","market":"spot","transport":"rest","status":418,"payload":\
      {"code":-1003,"msg":"Way too much request weight used; IP banned until 1659146400000."}}
      """
    #expect(try DecodeWitness.answer(line).at("error.retryAt") == "1659146400000")
  }

  @Test(arguments: ["", "nonsense", "[]", "{}", #"{"id":7}"#, #"{"id":7,"venue":"ftx"}"#, "null"])
  func everyLineGetsAnAnswer(_ line: String) throws {
    #expect(try DecodeWitness.answer(line).at("error.category") == "invalid_request")
  }

  @Test func aHugeBodyIsBounded() throws {
    let body = String(repeating: "9", count: 2_000_000)
    let line = """
      {"id":1,"venue":"okx","market":"spot","transport":"rest","request":"place_order",\
      "payload":"\(body)"}
      """
    let answer = try DecodeWitness.answer(line)
    #expect(answer.at("error.category") == "too_large")
    #expect(answer.at("error.then") == "reconcile")
  }

  /// Every code of every table has one meaning: an earlier general rule may not hide a later one.
  @Test func noRuleIsHidden() throws {
    for (venue, market) in [("binance", "spot"), ("bybit", "linear"), ("okx", "linear")] {
      let tool = try #require(DecodeWitness.tool)
      let rules = tool.rules(of: venue, market)
      #expect(rules.count > 10)
      var general: Set<String> = []
      for rule in rules {
        for code in rule.codes {
          #expect(!general.contains(code), "\(venue) \(code)")
          if rule.contains == nil && rule.market == nil { general.insert(code) }
        }
      }
    }
  }
}
