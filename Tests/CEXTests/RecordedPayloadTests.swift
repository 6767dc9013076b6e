import Foundation
import JSON
import TestSupport
import Testing

/// Payloads recorded by others, read where they are present: `shared/vectors`.
@Suite struct RecordedPayloadTests {
  static let file = SharedFolder.path("vectors/cex-recorded-payloads.json")

  private func answers() throws -> [String: JSONNode] {
    let data = try Data(contentsOf: URL(filePath: try #require(Self.file)))
    let root = try JSONNode(parsing: Array(data))
    var answers: [String: JSONNode] = [:]
    for venue in root.members ?? [] {
      for row in venue.value["rows"]?.elements ?? [] {
        let method = row.at("method") ?? ""
        let text = (row["input"]?.description ?? "") + (row.at("description") ?? "").lowercased()
        let isLinear = text.contains(":USD") || text.contains("swap") || text.contains("linear")
        var writer = JSONWriter()
        writer.object { writer in
          writer.field("id", method)
          writer.field("venue", venue.name)
          writer.field("market", isLinear ? "linear" : "spot")
          writer.field("transport", "rest")
          writer.field("request", method)
          writer.number("status", 200)
          writer.field("payload", row["payload"] ?? .null)
        }
        let key = "\(venue.name) \(method) \(row.at("description") ?? "")"
        answers[key] = try DecodeWitness.answer(writer.text)
      }
    }
    return answers
  }

  @Test(.enabled(if: file != nil)) func allAreRead() throws {
    let answers = try answers()
    #expect(answers.count == 49)
    for (name, answer) in answers {
      #expect(answer["error"] == nil, "\(name): \(answer)")
    }
  }

  @Test(.enabled(if: file != nil)) func theirValues() throws {
    let answers = try answers()
    let expected: [(String, [String: String])] = [
      (
        "binance createOrders create swap orders",
        ["order.symbol": "BTC/USDT:USDT", "order.amount": "0.2", "order.status": "open"]
      ),
      (
        "binance fetchWithdrawals fetchWithdrawals",
        ["transfer.status": "ok", "transfer.fee.cost": "1", "transfer.timestamp": "1714923536000"]
      ),
      (
        "bybit fetchClosedOrder Fetch swap closed order by its ID and symbol",
        ["order.status": "filled", "order.fee.cost": "0.0679239", "order.average": "123498"]
      ),
      (
        "bybit fetchMyTrades Swap private trade",
        ["fundingPayment.amount": "-0.00867", "fundingPayment.currency": "USDT"]
      ),
      (
        "bybit fetchMyTrades spot trades without symbol",
        ["fill.fee.currency": "ETH", "fill.fee.cost": "0.000001", "fill.takerOrMaker": "taker"]
      ),
      (
        "okx fetchOrder fetch spot order",
        ["order.fee.cost": "0.0001", "order.fee.currency": "LTC", "order.amount": "0.1"]
      ),
      (
        "okx fetchBalance trading balance, three of its many details and only the top-level fields seen",
        ["balances.0.currency": "TUSD", "balances.0.total": "3000"]
      ),
      (
        "okx transfer transfer from spot to funding",
        ["transfer.from": "trading", "transfer.to": "funding", "transfer.id": "820757608"]
      ),
    ]
    for (name, values) in expected {
      let answer = try #require(answers[name], "\(name)")
      for (path, value) in values { #expect(answer.at(path) == value, "\(path): \(answer)") }
    }
  }
}
