import Foundation
import JSON
import Testing
import Venues

/// `venues plan` says what an instruction would lead to, and refuses what cannot hold.
@Suite struct PlanVerdictTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let require: String
    /// Words of the reason; empty where the plan is allowed.
    let reason: String
    var loop = false
    var balances = ""
  }

  /// Bybit's perpetual margin is 100,000, Binance's what `balances` says.
  private static let thin =
    "openingBalances=binance:BaseToken:USDT=5000,bybit:BaseToken:USDT=100000,"
    + "wallet:BaseToken:ETH=0.1"

  static let cases = [
    // Leg 2 hedges what leg 1 bought, 10 ETH less 0.1 % of fee; in between it is open.
    Case(
      testDescription: "delta too large", require: #"{"netDeltaMax":"5 ETH"}"#,
      reason: "after leg 'long': netDeltaMax is 9.99, required is 5"),
    Case(testDescription: "delta", require: #"{"netDeltaMax":"10 ETH"}"#, reason: ""),
    Case(
      testDescription: "cost too large", require: #"{"costMaxBps":"1"}"#,
      reason: "after leg 'long': costMaxBps is 10.1"),
    Case(testDescription: "cost", require: #"{"costMaxBps":"25"}"#, reason: ""),
    // 5,000 against a short of 28,417 USDT: it may rise by 17 %, with 100,000 by 349 %.
    Case(
      testDescription: "liquidation too near", require: #"{"liquidationDistanceMinPct":"25"}"#,
      reason: "after leg 'short': liquidationDistanceMinPct is 17.07", balances: thin),
    Case(
      testDescription: "liquidation", require: #"{"liquidationDistanceMinPct":"25"}"#, reason: ""),
    // 50,000 USDT at a threshold of 78 % against 12 WETH at 2,843.96.
    Case(
      testDescription: "health too low", require: #"{"healthFactorMin":"1.35"}"#,
      reason: "after leg 'borrow': healthFactorMin is 1.142", loop: true),
    Case(
      testDescription: "health", require: #"{"healthFactorMin":"1.14"}"#, reason: "", loop: true),
    // The sample's weETH sells 5.5 bps below its rate.
    Case(
      testDescription: "peg too far", require: #"{"pegMaxDeviationBps":"0.5"}"#,
      reason: "leg 'stake': pegMaxDeviationBps is 5.5"),
    Case(testDescription: "peg", require: #"{"pegMaxDeviationBps":"40"}"#, reason: ""),
    Case(
      testDescription: "oracle too old", require: #"{"oracleMaxAge":"1s"}"#,
      reason: "leg 'stake': oracleMaxAge is 264, required is 1"),
    Case(testDescription: "oracle", require: #"{"oracleMaxAge":"30m"}"#, reason: ""),
    Case(
      testDescription: "slippage of every trade", require: #"{"maxSlippageBps":"30"}"#, reason: ""),
  ]

  private static let loopLegs = #"""
    {"schema":"venues.instruction/1","id":"loop","action":"plan","name":"loop","mode":"sequence",
    "require":REQUIRE,"legs":[{"key":"supply","do":{"action":"onchain","chain":"mainnet",
    "op":"supply","protocol":"aave","token":"USDT","amount":"50000"},"undo":"hold"},
    {"key":"borrow","after":["supply"],"do":{"action":"onchain","chain":"ethereum","op":"borrow",
    "protocol":"aave_v3","token":"WETH","amount":"12"},"undo":"hold"}]}
    """#

  /// The README's basis trade at once instead of in slices, or a loan, under a condition.
  private func json(_ test: Case) throws -> String {
    if test.loop {
      return Self.loopLegs.replacingOccurrences(of: "REQUIRE", with: test.require)
    }
    let url = Desks.root.appendingPathComponent("docs/examples/eth-basis.json")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    return lines.map { line in
      if line.contains("\"require\":") { return " \"require\":\(test.require)," }
      guard let pacing = line.range(of: "\"pacing\"") else { return String(line) }
      return String(line[..<pacing.lowerBound])
    }.joined(separator: "\n")
  }

  private func run(_ test: Case, _ arguments: [String]) throws -> VenuesBinary.Result {
    let overrides = test.balances.isEmpty ? [] : ["--set", test.balances]
    return try VenuesBinary.run(["plan", "-"] + arguments + overrides, input: try json(test))
  }

  @Test(arguments: cases)
  func saysWhetherItHolds(_ test: Case) throws {
    let result = try run(test, ["--json"])
    let node = try JSONNode(parsing: result.output)
    let isAllowed = test.reason.isEmpty
    #expect(result.code == (isAllowed ? 0 : 10), "\(result.output)\(result.errors)")
    #expect(node["verdict"]?.text == (isAllowed ? "ALLOWED" : "REFUSED"))
    let reason = node["reason"]?.text ?? ""
    #expect(isAllowed ? reason.isEmpty : reason.contains(test.reason), "\(reason)")
  }

  @Test(arguments: [cases[0], cases[1], cases[6]])
  func peopleReadTheSame(_ test: Case) throws {
    let text = try run(test, []).output
    let isAllowed = test.reason.isEmpty
    #expect(text.contains("verdict \(isAllowed ? "ALLOWED" : "REFUSED"): nothing was sent"))
    #expect(isAllowed || text.contains("reason \(test.reason)"))
    for column in ["after: delta change", "health", "margin", "gas", "cost", "fees"] {
      #expect(text.contains(column), "\(column)")
    }
  }

  @Test(arguments: cases)
  func sendsNothing(_ test: Case) async throws {
    let desk = try Desks.make()
    let (before, hash) = (await desk.positions, await desk.stateHash)
    _ = try await desk.plan(try Desks.instruction(try json(test)))
    #expect(await desk.positions == before)
    #expect(await desk.stateHash == hash)
  }

  /// After each leg: what it has cost so far, the gas of it, the delta, margin and health.
  @Test func everyLegHasItsEffects() throws {
    let legs = try JSONNode(parsing: try run(Self.cases[1], ["--json"]).output)["preview"]?["legs"]?
      .elements
    let after = try #require(legs?.compactMap { $0["after"] })
    #expect(after.count == 5)
    func numbers(_ name: String) -> [Decimal18] {
      after.compactMap { $0[name]?.text.flatMap { Decimal18.parse($0, rounding: .halfEven) } }
    }
    #expect(numbers("cost").count == 5 && numbers("cost") == numbers("cost").sorted())
    #expect(numbers("gas").count == 5 && numbers("gas")[2].isZero && numbers("gas")[4].isPositive)
    #expect(numbers("marginRatio").count >= 4)
    let deltas = after.map { node in
      node["deltaChanges"]?.elements?.first { $0["asset"]?.text == "ETH" }?["change"]?.text
    }
    // Bought with the fee in ETH, hedged to nothing, less the withdrawal fee.
    #expect(deltas[..<3] == ["9.99", "0", "-0.0003"])
    let health = try JSONNode(parsing: try run(Self.cases[6], ["--json"]).output)["preview"]?[
      "legs"]?.elements?.map { $0["after"]?["healthFactor"]?.text ?? "none" }
    #expect(health?.first == "none" && health?.last?.hasPrefix("1.142") == true)
  }
}
