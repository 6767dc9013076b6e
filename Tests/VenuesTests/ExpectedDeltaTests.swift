import Foundation
import Testing
import Venues

/// `expected_deltas` of the older `Order` dialect beside what came of it.
@Suite struct ExpectedDeltaTests {
  private func output(_ deltas: String) async throws -> (lines: [String], json: JSONNode) {
    let desk = try Desks.make()
    let outcome = try await desk.execute(
      try Desks.instruction(
        """
        {"operation_id":"o-1","venue":"binance","operation":"spot_trade","amount":"2",
        "source_venue":"binance","target_venue":"binance","source_token":"USDT",
        "target_token":"ETH","pair":"ETH/USDT","side":"BUY","expected_deltas":\(deltas)}
        """))
    #expect(outcome.report.status == .completed)
    var writer = JSONWriter()
    writer.outcome(outcome, desk.catalog)
    let lines = OutcomeText.lines(outcome, desk.catalog, heading: "")
    return (lines.filter { $0.hasPrefix("!") }, try JSONNode(parsing: writer.text))
  }

  @Test func aFeeWithinOnePerCentIsAsExpected() async throws {
    let (lines, json) = try await output(
      #"{"binance:BaseToken:ETH":2.0,"binance:BaseToken:USDT":-5250.0}"#)
    #expect(lines.count <= 1)
    let first = try #require(json["expectedDeltas"]?.elements?.first)
    #expect(first["met"]?.truth == true && first["actual"]?.text == "1.998")
  }

  @Test func everyDifferenceIsNamed() async throws {
    let (lines, _) = try await output(
      #"{"binance:BaseToken:ETH":2.5,"binance:PerpPosition:BTC":1,"bybit:Perp:ETHUSDT":-2}"#)
    #expect(lines.contains { $0.contains("binance:BaseToken:ETH changed by 1.998, expected 2.5") })
    #expect(lines.contains { $0.contains("binance:PerpPosition:BTC, which is no position key") })
    #expect(lines.contains { $0.contains("bybit:Perp:ETHUSDT changed by 0, expected -2") })
    #expect(lines.contains { $0.contains("binance:BaseToken:USDT") && $0.contains("not expected") })
  }

  @Test func withoutExpectationsNothingIsSaid() async throws {
    let (lines, json) = try await output("{}")
    #expect(lines.isEmpty && json["expectedDeltas"] == nil)
  }
}
