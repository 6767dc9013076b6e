import Foundation
import GRDB
import JSON
import Testing

/// Runs with a journal, as a script uses them.
@Suite struct JournaledRunTests {
  private let folder: TemporaryFolder
  private var journal: String { folder.path("desk.journal") }
  private let basis = "docs/examples/eth-basis.json"

  init() throws { folder = try TemporaryFolder() }

  private func json(_ arguments: [String]) throws -> (code: Int32, node: JSONNode) {
    let result = try VenuesBinary.run(arguments + ["--json"])
    return (result.code, try JSONNode(parsing: result.output))
  }

  private func edit(_ sql: String) throws {
    try DatabaseQueue(path: journal).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  @Test func aJournalChangesNoByteAndTheSameIDRunsOnce() throws {
    let plain = try VenuesBinary.run(["exec", basis, "--json"])
    let first = try VenuesBinary.run(["exec", basis, "--journal", journal, "--json"])
    let again = try VenuesBinary.run(["exec", basis, "--journal", journal, "--json"])
    #expect(plain.code == 0 && first.code == 0 && again.code == 0)
    #expect(first.output == plain.output && again.output == plain.output)
    let fills = try json(["fills", "--journal", journal]).node
    #expect(fills["fills"]?.elements?.count == 8)
    let text = try VenuesBinary.run(["exec", basis, "--journal", journal])
    #expect(text.output == (try VenuesBinary.run(["exec", basis])).output)
  }

  @Test func twoRunsHaveTheSameChainAndReplayTheSameState() throws {
    let other = folder.path("other.journal")
    var answers: [JSONNode] = []
    for path in [journal, other] {
      #expect(try VenuesBinary.run(["exec", basis, "--journal", path]).code == 0)
      let replay = try json(["replay", path, "--verify"])
      #expect(replay.code == 0 && replay.node["verdict"]?.text == "EQUAL")
      #expect(replay.node["stateHash"] == replay.node["storedHash"])
      answers.append(replay.node)
    }
    #expect(answers[0] == answers[1])
    let outcome = try JSONNode(
      parsing: try VenuesBinary.run(["exec", basis, "--json"]).output)
    #expect(outcome["stateHash"] == answers[0]["stateHash"])
  }

  @Test func aSecondInstructionGoesOnFromTheFirst() throws {
    let buy = "docs/examples/spot-buy.json"
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
    #expect(try VenuesBinary.run(["exec", buy, "--journal", journal]).code == 0)
    let separate = try VenuesBinary.run(["exec", "-", "--jsonl"], input: try lines([basis, buy]))
    let last = try #require(separate.output.split(separator: "\n").last)
    let expected = try JSONNode(parsing: String(last))["stateHash"]
    let status = try json(["status", "--journal", journal])
    #expect(status.code == 0 && status.node["stateHash"] == expected)
    #expect(status.node["running"]?.truth == false)
    #expect(try json(["replay", journal]).node["verdict"]?.text == "EQUAL")
  }

  @Test func anIDUsedWithAnotherBodyIsRefused() throws {
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
    let other = folder.path("other.json")
    let text = try String(contentsOf: Desks.root.appendingPathComponent(basis), encoding: .utf8)
    try text.replacing("\"2.5 ETH\"", with: "\"2 ETH\"").write(
      toFile: other, atomically: true, encoding: .utf8)
    let refused = try json(["exec", other, "--journal", journal])
    #expect(refused.code == 10)
    #expect(refused.node["reason"]?.text?.contains("another body") == true)
    #expect(try json(["replay", journal]).node["verdict"]?.text == "EQUAL")
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
  }

  @Test func anotherConfigurationStartOrDataIsRefused() throws {
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
    let config = folder.path("config.yaml")
    let embedded = Desks.root.appendingPathComponent("config/backtest.yaml")
    try String(contentsOf: embedded, encoding: .utf8).replacing("seed: \"1\"", with: "seed: \"2\"")
      .write(toFile: config, atomically: true, encoding: .utf8)
    for (flags, word) in [
      (["--config", config], "seed"), (["--at", "2024-08-16T00:00:00Z"], "began at"),
      (["--data", folder.url.path], "embedded sample"),
    ] {
      let refused = try json(["exec", basis, "--journal", journal] + flags)
      #expect(refused.code == 4)
      #expect(refused.node["error"]?["message"]?.text?.contains(word) == true)
    }
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
  }

  @Test(arguments: [
    ("input", "body = '2m 0 1'", "sequence = 700"),
    ("effect", "body = '{}'", "kind = 'submit' AND order_id = 3"),
  ])
  func aChangedRowIsNamed(table: String, change: String, row: String) throws {
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
    let changed = try DatabaseQueue(path: journal).read {
      try Int.fetchOne($0, sql: "SELECT sequence FROM \(table) WHERE \(row)")
    }
    let sequence = try #require(changed)
    try edit(
      "DROP TRIGGER input_update; DROP TRIGGER effect_update; "
        + "UPDATE \(table) SET \(change) WHERE \(row)")
    let replay = try json(["replay", journal])
    #expect(replay.code == 70)
    let message = try #require(replay.node["error"]?["message"]?.text)
    let named = try #require(message.split(separator: " ").last.flatMap { Int($0) })
    #expect(abs(named - sequence) <= 5, "\(message)")
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 70)
    #expect(try VenuesBinary.run(["positions", "--journal", journal]).code == 70)
  }

  @Test func projectionsAreRebuiltFromTheInputs() throws {
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
    try edit(
      """
      DELETE FROM orders WHERE id = 2; UPDATE balance SET amount = '1'; DELETE FROM instruction;
      DELETE FROM execution; DELETE FROM action;
      """)
    let broken = try VenuesBinary.run(["replay", journal, "--json"])
    #expect(broken.code == 70 && broken.errors.contains("projection"))
    #expect(try VenuesBinary.run(["replay", journal, "--rebuild"]).code == 0)
    #expect(try json(["replay", journal]).node["verdict"]?.text == "EQUAL")
    let again = try VenuesBinary.run(["exec", basis, "--journal", journal, "--json"])
    #expect(again.output == (try VenuesBinary.run(["exec", basis, "--json"])).output)
  }

  @Test func everyBookVerbReadsTheJournal() throws {
    let environment = ["VENUES_JOURNAL": journal]
    #expect(try VenuesBinary.run(["exec", basis], environment: environment).code == 0)
    for verb in [
      "status", "positions", "balances", "orders", "fills", "exposure", "risk", "pnl",
    ] {
      let text = try VenuesBinary.run([verb], environment: environment)
      #expect(text.code == 0 && !text.output.isEmpty && text.errors.isEmpty, "\(verb)")
      let result = try VenuesBinary.run([verb, "--json"], environment: environment)
      #expect(result.code == 0 && result.output.split(separator: "\n").count == 1)
      #expect(try JSONNode(parsing: result.output)["time"]?.text != nil, "\(verb)")
    }
    let pnl = try json(["pnl", "--journal", journal]).node
    #expect(pnl["pnl"]?["residual"]?.text == "0")
  }

  @Test func withoutEngineAndJournalNothingRuns() throws {
    for arguments in [
      ["status"], ["positions", "--journal", folder.path("none")],
      ["cancel", "1", "--journal", folder.path("none")],
    ] {
      let result = try json(arguments)
      #expect(result.code == 3 && result.node["error"]?["code"]?.text == "notRunning")
    }
    #expect(try json(["replay", folder.path("none")]).code == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path("none")))
  }

  @Test func aPlanMakesNoJournal() throws {
    let plan = try VenuesBinary.run(["plan", basis, "--journal", journal])
    #expect(plan.code == 0 && !FileManager.default.fileExists(atPath: journal))
  }

  private func lines(_ files: [String]) throws -> String {
    try files.map { file in
      let url = Desks.root.appendingPathComponent(file)
      return try JSONNode(parsing: try String(contentsOf: url, encoding: .utf8)).description
    }.joined(separator: "\n") + "\n"
  }
}
