import Foundation
import Testing
import Venues

/// Each kind of bad input has a refusal of its own, with its exit code, and changes nothing.
@Suite struct BadInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let json: String
    /// Words of the message, and the documented exit code.
    let words: [String]
    let code: Int32
    var testDescription: String { name }
  }

  private static func trade(_ fields: String) -> String {
    #"{"schema":"venues.instruction/1","id":"x","action":"trade","market":"spot","#
      + #""pair":"ETH/USDT","side":"buy",\#(fields)}"#
  }

  private static func onChain(_ fields: String) -> String {
    #"{"schema":"venues.instruction/1","id":"x","action":"onchain","chain":"ethereum",\#(fields)}"#
  }

  /// A trade, and then a supply with these fields.
  private static func plan(_ supply: String, undoneAt venue: String = "binance") -> String {
    #"{"schema":"venues.instruction/1","id":"x","action":"plan","name":"p","mode":"sequence","#
      + #""legs":[{"key":"a","do":{"action":"trade","venue":"binance","market":"spot","#
      + #""pair":"ETH/USDT","side":"buy","type":"market","quantity":"1"},"#
      + #""undo":{"action":"trade","venue":"\#(venue)","side":"sell","type":"market","#
      + #""quantity":"$a.filled"}},{"key":"b","do":{"action":"onchain","chain":"ethereum","#
      + #""op":"supply",\#(supply),"amount":"1"}}]}"#
  }

  static let cases = [
    Case(
      name: "a wire tool's name for Binance",
      json: trade(#""venue":"binanceusdm","type":"market","quantity":"1""#),
      words: ["binanceusdm", "binance"], code: 2),
    Case(
      name: "e-mode in quotes",
      json: onChain(#""op":"setEMode","protocol":"aave_v3","category":"77""#),
      words: ["77"], code: 2),
    Case(
      name: "unknown e-mode category",
      json: onChain(#""op":"setEMode","protocol":"aave_v3","category":77"#),
      words: ["e-mode", "77"], code: 2),
    Case(
      name: "unknown venue", json: trade(#""venue":"binanse","type":"market","quantity":"1""#),
      words: ["binanse", "binance"], code: 2),
    Case(
      name: "misspelt field", json: trade(#""venue":"binance","type":"market","quantiti":"1""#),
      words: ["quantiti", "quantity"], code: 2),
    Case(
      name: "quantity a thousand times too large",
      json: #"{"schema":"venues.instruction/1","id":"x","action":"trade","venue":"binance","#
        + #""market":"perp","pair":"ETH/USDT:USDT","side":"buy","type":"market","#
        + #""quantity":"10000"}"#,
      words: ["maximumEquityMultiple"], code: 10),
    Case(
      name: "missing price", json: trade(#""venue":"binance","type":"limit","quantity":"1""#),
      words: ["price"], code: 2),
    Case(
      name: "no market price",
      json: #"{"schema":"venues.instruction/1","id":"x","action":"trade","venue":"bybit","#
        + #""market":"spot","pair":"SOL/USDT","side":"buy","type":"market","quantity":"0.1"}"#,
      words: ["price"], code: 10),
    Case(
      name: "empty plan",
      json: #"{"schema":"venues.instruction/1","id":"x","action":"plan","name":"p","#
        + #""mode":"sequence","legs":[]}"#,
      words: ["legs"], code: 2),
    Case(
      name: "wrong unit", json: trade(#""venue":"binance","type":"market","quantity":"1 BTC""#),
      words: ["quantity", "1 BTC"], code: 2),
    Case(
      name: "wrong unit of a price",
      json: trade(#""venue":"binance","type":"limit","quantity":"1","price":"mid+2pips""#),
      words: ["price", "mid+2pips"], code: 2),
    Case(
      name: "NaN", json: trade(#""venue":"binance","type":"market","quantity":"NaN""#),
      words: ["NaN"], code: 2),
    Case(
      name: "NaN as a literal", json: trade(#""venue":"binance","type":"market","quantity":NaN"#),
      words: ["JSON"], code: 2),
    Case(
      name: "infinite", json: trade(#""venue":"binance","type":"market","quantity":"1e400""#),
      words: ["quantity"], code: 2),
    Case(
      name: "negative", json: trade(#""venue":"binance","type":"market","quantity":"-1""#),
      words: ["quantity"], code: 2),
    Case(
      name: "unknown pair",
      json: #"{"schema":"venues.instruction/1","id":"x","action":"trade","venue":"binance","#
        + #""market":"spot","pair":"ETH/EUR","side":"buy","type":"market","quantity":"1"}"#,
      words: ["ETH/EUR", "ETH/USDT"], code: 2),
    Case(
      name: "exchange where a protocol belongs",
      json: onChain(#""op":"supply","protocol":"binance","token":"USDT","amount":"1""#),
      words: ["binance", "exchange"], code: 2),
    Case(
      name: "unknown recipient",
      json: #"{"schema":"venues.instruction/1","id":"x","action":"transfer","asset":"ETH","#
        + #""amount":"1","from":{"venue":"binance"},"network":"ETH","#
        + #""to":{"chain":"ethereum","address":"book:thief"}}"#,
      words: ["thief", "desk-hot"], code: 2),
    Case(
      name: "unknown network",
      json: #"{"schema":"venues.instruction/1","id":"x","action":"transfer","asset":"ETH","#
        + #""amount":"1","from":{"venue":"binance"},"network":"ETHX","#
        + #""to":{"chain":"ethereum","address":"book:desk-hot"}}"#,
      words: ["ETHX", "'ETH'"], code: 2),
    Case(
      name: "a token without a reserve",
      json: onChain(#""op":"supply","protocol":"aave_v3","token":"SOL","amount":"1""#),
      words: ["SOL", "WETH"], code: 2),
    Case(
      name: "unknown venue in a last leg",
      json: plan(#""protocol":"aave_v4","token":"WETH""#),
      words: ["$.legs[1].do", "aave_v4", "aave_v3"], code: 2),
    Case(
      name: "unknown venue in a compensation",
      json: plan(#""protocol":"aave_v3","token":"WETH""#, undoneAt: "binanse"),
      words: ["$.legs[0].undo", "binanse"], code: 2),
  ]

  /// The binary, with the instruction on standard input.
  private func run(_ arguments: [String], input: String) throws -> VenuesBinary.Result {
    try VenuesBinary.run(arguments, input: input)
  }

  @Test(arguments: cases)
  func isRefusedInItsOwnWords(_ test: Case) throws {
    let result = try run(["exec", "-", "--json"], input: test.json)
    #expect(result.code == test.code, "\(result.output)\(result.errors)")
    for word in test.words {
      #expect(result.output.contains(word), "\(word) is not in: \(result.output)")
    }
  }

  @Test(arguments: ["exec", "plan"], [cases[2], cases[3], cases[4], cases[5]])
  func peopleReadItOnOneScreen(verb: String, test: Case) throws {
    let result = try run([verb, "-"], input: test.json)
    let text = result.output + result.errors
    #expect(result.code == test.code && text.split(separator: "\n").count <= 40)
    for word in test.words { #expect(text.contains(word), "\(word) is not in: \(text)") }
  }

  /// A hundredth of a basis point does not pay for a trade: the plan is not begun, and its id stays
  /// free.
  @Test func whatCannotKeepItsConditionsIsNotBegun() throws {
    let plan = Self.plan(#""protocol":"aave_v3","token":"WETH""#)
      .replacingOccurrences(
        of: #""mode":"sequence","#, with: #""mode":"sequence","require":{"costMaxBps":"0.01"},"#)
    let lines = [plan, plan.replacingOccurrences(of: "0.01", with: "200")]
    let result = try run(["exec", "-", "--jsonl"], input: lines.joined(separator: "\n"))
    let answers = result.output.split(separator: "\n")
    #expect(answers.count == 2)
    #expect(answers.first?.contains("conditionsCannotHold") == true, "\(result.output)")
    #expect(answers.first?.contains("costMaxBps") == true, "\(result.output)")
    #expect(answers.last?.contains("insufficient") == true, "\(result.output)")
  }

  @Test(arguments: cases)
  func changesNothing(_ test: Case) async throws {
    let desk = try Desks.make()
    let before = await desk.positions.positions
    if let instruction = try? Desks.instruction(test.json) {
      do {
        #expect(try await desk.execute(instruction).failure != nil)
      } catch {
        #expect(error.kind == .usage)
      }
    }
    #expect(await desk.positions.positions == before)
  }

  /// Bars with a flaw: a gap, a step back, a value that is no number, a missing column.
  @Test(arguments: [
    ([0, 1, 6], "1", "rows missing"), ([1, 0, 2], "1", "comes after"), ([0, 1, 2], "NaN", "NaN"),
  ])
  func flawedDataAreNamedByLine(hours: [Int], close: String, word: String) throws {
    let rows = hours.map { "2024-08-15T0\($0):00:00Z,1,1,1,\(close),1" }.joined(separator: "\n")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("venues-flawed-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = "timestamp,open,high,low,close,volume\n" + rows + "\n"
    try Data(text.utf8).write(to: folder.appendingPathComponent("binance_ETHUSDT_spot_1h.csv"))
    let result = try run(
      ["exec", "-", "--data", folder.path, "--json"],
      input: Self.trade(#""venue":"binance","type":"market","quantity":"1""#))
    #expect(result.code == 16, "\(result.output)\(result.errors)")
    #expect(result.output.lowercased().contains(word.lowercased()), "\(result.output)")
    #expect(result.output.contains("_1h.csv:"), "\(result.output)")
  }
}
