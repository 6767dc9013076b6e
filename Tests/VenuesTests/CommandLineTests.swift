import Foundation
import Testing

/// The binary as a script uses it.
@Suite struct CommandLineTests {
  private func run(_ arguments: [String], input: String = "") throws -> VenuesBinary.Result {
    try VenuesBinary.run(arguments, input: input)
  }

  @Test func theReadmesMainJobRuns() throws {
    let result = try run(["exec", "docs/examples/eth-basis.json"])
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(result.output.contains("residual 0") && result.output.contains("status completed"))
    #expect(try run(["exec", "docs/examples/eth-basis.json"]).output == result.output)
  }

  @Test func aPlanShowsItsVerdict() throws {
    let result = try run(["plan", "docs/examples/eth-basis.json"])
    #expect(result.code == 0 && result.output.contains("verdict ALLOWED"), "\(result.errors)")
  }

  @Test func aSessionKeepsStateAndAnswersEveryLine() throws {
    let lines = """
      {"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETH/USDT","side":"BUY","amount":2}
      not json
      {"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETH/USDT","side":"SELL","amount":1}
      """
    let result = try run(["exec", "-", "--jsonl", "--results", "flat"], input: lines)
    let answers = result.output.split(separator: "\n")
    try #require(result.code == 0 && answers.count == 3, "\(result.output)\(result.errors)")
    #expect(answers[0].contains("\"status\":\"FILLED\""))
    #expect(answers[1].contains("\"error\"") && answers[1].contains("line 2"))
    #expect(answers[2].contains("\"status\":\"FILLED\""))
  }

  @Test(arguments: [
    (["exec", "nowhere.json", "--json"], 2), (["exec", "README.md", "--json"], 2),
    (["exec", "docs/examples/spot-buy.json", "--mode", "live", "--json"], 15),
    (["exec", "docs/examples/spot-buy.json", "--mode", "paper", "--json"], 16),
    (["exec", "docs/examples/spot-buy.json", "--mode", "real", "--json"], 2),
    (["exec", "docs/examples/spot-buy.json", "--at", "2019-01-01", "--json"], 16),
    (["exec", "docs/examples/spot-buy.json", "--config", "README.md", "--json"], 4),
    (["list", "nothing", "--json"], 2), (["frobnicate", "--json"], 2), (["exec", "--json"], 2),
    (["exec", "docs/examples/spot-buy.json", "--jsno", "--json"], 2),
    (["plan", "nowhere.json", "--json"], 2), (["exec", "docs", "--json"], 2),
    (["data", "check", "nowhere.csv", "--json"], 2),
    (["data", "check", "README.md", "--json"], 16),
    (["config", "check", "nowhere.yaml", "--json"], 2), (["status", "--json"], 3),
    (["replay", "nowhere.journal", "--json"], 2),
  ])
  func failuresAreOneObjectAndACode(arguments: [String], code: Int) throws {
    let result = try run(arguments)
    #expect(Int(result.code) == code, "\(result.output)\(result.errors)")
    #expect(result.output.hasPrefix("{\"error\":{\"code\":"))
  }
}
