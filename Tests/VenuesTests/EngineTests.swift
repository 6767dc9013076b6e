import Foundation
import JSON
import Testing

/// The running engine and the verbs that ask it.
@Suite struct EngineTests {
  private let folder: TemporaryFolder
  private var journal: String { folder.path("desk.journal") }
  private var socket: String { journal + ".sock" }
  private let basis = "docs/examples/eth-basis.json"

  init() throws { folder = try TemporaryFolder() }

  private func start() throws -> RunningVenues {
    let engine = try RunningVenues(["run", "--journal", journal])
    #expect(engine.readLine()?.contains(socket) == true)
    return engine
  }

  @Test func verbsAskTheRunningEngine() throws {
    let engine = try start()
    let mode = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    let direct = try VenuesBinary.run(["exec", basis])
    for _ in 0..<2 {
      let asked = try VenuesBinary.run(["exec", basis, "--journal", journal])
      #expect(asked.code == 0 && asked.output == direct.output, "\(asked.errors)")
    }
    let plain = try VenuesBinary.run(["exec", basis, "--json"])
    #expect(
      try VenuesBinary.run(["exec", basis, "--journal", journal, "--json"]).output == plain.output)
    let status = try JSONNode(
      parsing: try VenuesBinary.run(["status", "--journal", journal, "--json"]).output)
    #expect(status["running"]?.truth == true)
    #expect(status["pid"] == .number(String(engine.process.processIdentifier)))
    for verb in ["positions", "balances", "orders", "fills", "exposure", "risk", "pnl"] {
      let answer = try VenuesBinary.run([verb, "--journal", journal, "--json"])
      #expect(answer.code == 0 && answer.output.hasPrefix("{\"sequence\":"), "\(verb)")
    }
    let stopped = engine.end(SIGINT)
    #expect(stopped.code == 130 && stopped.errors.contains("stopped safely"))
    #expect(!FileManager.default.fileExists(atPath: socket))
    let read = try VenuesBinary.run(["exec", basis, "--journal", journal, "--json"])
    #expect(read.output == plain.output)
  }

  @Test func aSecondEngineIsToldWhoOwnsTheJournal() throws {
    let engine = try start()
    let second = try VenuesBinary.run(
      ["run", "--journal", journal, "--socket", folder.path("other.sock"), "--json"])
    #expect(second.code == 75)
    #expect(second.output.contains("process \(engine.process.processIdentifier)"))
    let replay = try VenuesBinary.run(["replay", journal])
    #expect(replay.code == 75)
    #expect(engine.end(SIGTERM).code == 130)
  }

  @Test func aKilledEngineLeavesNothingInTheWay() throws {
    let engine = try start()
    #expect(try VenuesBinary.run(["exec", basis, "--journal", journal]).code == 0)
    #expect(engine.end(SIGKILL).code == SIGKILL)
    #expect(FileManager.default.fileExists(atPath: socket))
    let read = try VenuesBinary.run(["exec", basis, "--journal", journal])
    #expect(read.code == 0)
    let next = try start()
    #expect(try VenuesBinary.run(["status", "--journal", journal]).output.contains("running in"))
    #expect(next.end(SIGTERM).code == 130)
  }

  @Test func ordersAreCancelledThroughTheEngine() throws {
    let engine = try start()
    let limit = folder.path("limit.json")
    try """
    {"schema":"venues.instruction/1","id":"rest","action":"trade","venue":"binance",
    "market":"spot","pair":"ETH/USDT","side":"buy","type":"limit","price":"1000",
    "quantity":"1","timeInForce":"GTC"}
    """.write(toFile: limit, atomically: true, encoding: .utf8)
    _ = try VenuesBinary.run(["exec", limit, "--journal", journal])
    let missing = try VenuesBinary.run(["cancel", "99", "--journal", journal, "--json"])
    #expect(missing.code == 2 && missing.output.contains("unknownOrder"))
    let all = try VenuesBinary.run(["cancel", "--all", "--journal", journal, "--json"])
    #expect(all.code == 0 && all.output.contains("\"state\":\"cancel"))
    #expect(engine.end(SIGINT).code == 130)
  }

  @Test func malformedRequestsAreAnsweredAndTooManyClientsTurnedAway() throws {
    let engine = try start()
    let asking = try UnixClient(socket)
    for line in [
      "", "{", "[1]", "{\"do\":\"sell everything\"}", "{\"do\":\"cancel\",\"order\":-1}",
    ] {
      try asking.send(line + "\n")
      let answer = try #require(asking.readLine())
      #expect(answer.contains("malformedRequest"), "\(answer)")
    }
    var others: [UnixClient] = []
    for _ in 0..<20 { others.append(try UnixClient(socket)) }
    for other in others { try? other.send("{\"do\":\"query\",\"what\":\"pnl\"}\n") }
    let answered = others.map { $0.readLine() }.compactMap { $0 }
    #expect((1..<16).contains(answered.count))
    try asking.send("{\"do\":\"query\",\"what\":\"status\"}\n")
    #expect(asking.readLine()?.contains("\"running\":true") == true)
    #expect(engine.end(SIGINT).code == 130)
  }
}
