import Foundation
import InstructionLanguage
import Testing
import Venues

/// Verbs that print what there is: configuration, operations, completions.
@Suite struct CommandSurfaceTests {
  private func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> VenuesBinary.Result {
    try VenuesBinary.run(arguments, environment: environment)
  }

  /// Asked for alone, help is printed without the parser; asked for twice, by the parser.
  @Test(arguments: ["--help", "-h", "help"])
  func helpIsTheParsersOwnText(word: String) throws {
    let parsed = try run(["--help", "--help"])
    #expect(parsed.code == 0 && parsed.output.contains("SUBCOMMANDS"))
    let result = try run([word])
    #expect(result.code == 0 && result.output == parsed.output)
  }

  @Test func configShowNamesTheOriginOfEachValue() throws {
    let result = try run(
      [
        "config", "show", "--origin", "--config", "docs/examples/eth-desk.yaml", "--set", "seed=9",
      ],
      environment: ["VENUES_HORIZON_DAYS": "12"])
    #expect(result.code == 0)
    #expect(result.output.contains("seed: \"9\"  # flag --set seed"))
    #expect(result.output.contains("horizonDays: \"12\"  # env VENUES_HORIZON_DAYS"))
    #expect(result.output.contains("warmUpDays: \"5\"  # file docs/examples/eth-desk.yaml"))
    let json = try JSONNode(parsing: try run(["config", "show", "--origin", "--json"]).output)
    #expect(json["seed"]?["origin"]?.text == "default")
    // What it prints is a configuration again.
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("venues-\(ProcessInfo.processInfo.globallyUniqueString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(try run(["config", "show"]).output.utf8).write(to: file)
    #expect(try run(["config", "check", file.path]).code == 0)
  }

  @Test func aMisspeltVariableIsRefused() throws {
    let result = try run(["config", "show", "--json"], environment: ["VENUES_SED": "1"])
    #expect(result.code == 4 && result.output.contains("VENUES_SEED"))
  }

  @Test func anOverrideReachesARun() throws {
    let result = try run([
      "exec", "docs/examples/spot-buy.json", "--set", "maximumOrderNotional=10", "--json",
    ])
    #expect(result.code == 10 && result.output.contains("maximumOrderNotional"))
  }

  @Test func everyOperationHasAnExampleTheDecoderTakes() throws {
    let output = try run(["list", "operations", "--json"]).output
    let rows = try #require(try JSONNode(parsing: output).elements)
    #expect(rows.count == ChainOperation.allCases.count + 2)
    for row in rows {
      let example = try #require(row["example"]?.text)
      let instruction = try InstructionDecoder.decode(
        Array(example.utf8), file: "example", defaultID: nil)
      #expect(!instruction.id.isEmpty && row["needs"]?.text?.isEmpty == false)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsNameTheVerbs(shell: String) throws {
    let result = try run(["completions", shell])
    #expect(result.code == 0 && result.output.contains("plan") && result.output.contains("config"))
    #expect(try run(["completions", "cmd"]).code == 2)
  }

  @Test func aDirectoryIsCheckedFileByFile() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Desks.root.appendingPathComponent("config/sample").path)
    let result = try run(["data", "check", "config/sample", "--json"])
    let reports = result.output.split(separator: "\n")
    #expect(result.code == 0 && reports.count == names.filter { $0.hasSuffix(".csv") }.count)
    #expect(reports.count > 5)
    let none = try run(["data", "check", "docs/decisions", "--json"])
    #expect(none.code == 2 && none.output.contains("noData"))
  }

  @Test(arguments: [
    ["list", "venues"], ["list", "instruments"], ["list", "assets"], ["version"],
    ["config", "show"], ["data", "list", "config/sample"],
    ["data", "check", "config/sample/binance_ETHUSDT_spot_1h.csv"],
    ["plan", "docs/examples/spot-buy.json"],
  ])
  func whatIsPrintedIsAlsoJSON(arguments: [String]) throws {
    let result = try run(arguments + ["--json"])
    #expect(result.code == 0)
    #expect(throws: Never.self) { _ = try JSONNode(parsing: result.output) }
  }
}
