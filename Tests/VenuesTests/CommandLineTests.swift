import Foundation
import Testing

/// The binary as a script uses it.
@Suite struct CommandLineTests {
  private func run(
    _ arguments: [String], input: String = ""
  ) throws -> (code: Int32, output: String, errors: String) {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = folder.appendingPathComponent("venues")
    process.arguments = arguments
    process.currentDirectoryURL = Desks.root
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    let errors = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: output, as: UTF8.self),
      String(decoding: errors, as: UTF8.self)
    )
  }

  @Test func theReadmesMainJobRuns() throws {
    let (code, output, errors) = try run(["exec", "docs/examples/eth-basis.json"])
    #expect(code == 0 && errors.isEmpty)
    #expect(output.contains("residual 0") && output.contains("status completed"))
    #expect(try run(["exec", "docs/examples/eth-basis.json"]).output == output)
  }

  @Test func aPlanShowsItsVerdict() throws {
    let (code, output, _) = try run(["plan", "docs/examples/eth-basis.json"])
    #expect(code == 0 && output.contains("verdict ALLOWED"))
  }

  @Test func aSessionKeepsStateAndAnswersEveryLine() throws {
    let lines = """
      {"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETH/USDT","side":"BUY","amount":2}
      not json
      {"venue_type":"cex","venue":"binance","trade_type":"SPOT","pair":"ETH/USDT","side":"SELL","amount":1}
      """
    let (code, output, _) = try run(["exec", "-", "--jsonl", "--results", "flat"], input: lines)
    let answers = output.split(separator: "\n")
    #expect(code == 0 && answers.count == 3)
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
