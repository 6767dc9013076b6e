import ExecutionCore
import ExecutionRuntime
import Foundation
import JSON
import Synchronization
import Testing
import TradingModel
import Transport
import VenueDefinitions
import VenueProtocol
import VenueServer

@testable import Venues

/// Paper and live runs against the simulated venues, over real sockets.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct LiveSimulatorTests {
  /// Keeps every input of a run.
  final class Inputs: InputRecorder {
    private let kept = Mutex<[Stamped]>([])
    var all: [Stamped] { kept.withLock { $0 } }
    func record(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws {
      kept.withLock { $0.append(input) }
    }
  }

  private func start() async throws -> SimulatorServer {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let state = try VenueServerState(
      options: ServerOptions(), definitions: try VenueRegistry.embedded(),
      at: VenueTime.milliseconds(now))
    return try await SimulatorServer.start(state: state, portBase: 0)
  }

  private func configuration(
    _ venue: String, _ server: SimulatorServer
  ) throws -> RunConfiguration {
    func port(_ segment: VenueSegment) -> String {
      "127.0.0.1:\(server.ports.first { $0.segment == segment }?.port ?? 0)"
    }
    let (spot, linear): (VenueSegment, VenueSegment) =
      switch venue {
      case "binance": (.binanceSpot, .binanceFutures)
      case "bybit": (.bybit, .bybit)
      default: (.okx, .okx)
      }
    let paths =
      switch venue {
      case "binance": ["", ""]
      case "bybit": ["/v5/public/spot", "/v5/public/linear"]
      default: ["/ws/v5/public", "/ws/v5/public"]
      }
    setenv("LIVE_TEST_KEY_\(venue)", "trade-key-\(venue)", 1)
    setenv("LIVE_TEST_SECRET_\(venue)", "trade-secret-\(venue)", 1)
    setenv("LIVE_TEST_PASSPHRASE", "test-passphrase", 1)
    let text = """
      schema: "venues.config/1"
      openingBalances: { "\(venue):BaseToken:USDT": "100000" }
      account: "sim"
      quoteStreams: { \(venue): "ETH/USDT ETH/USDT:USDT" }
      endpoints:
        \(venue).publicSpot: "ws://\(port(spot))\(paths[0])"
        \(venue).publicLinear: "ws://\(port(linear))\(paths[1])"
        \(venue).restSpot: "http://\(port(spot))"
        \(venue).restLinear: "http://\(port(linear))"
      secrets:
        \(venue).key: "env:LIVE_TEST_KEY_\(venue)"
        \(venue).secret: "env:LIVE_TEST_SECRET_\(venue)"
        \(venue).passphrase: "env:LIVE_TEST_PASSPHRASE"
      """
    return try LayeredConfiguration(file: (text: text, path: "test")).configuration
  }

  private func trade(
    _ venue: String, _ market: String, _ side: String, _ quantity: String, id: String
  ) throws -> Instruction {
    let pair = market == "spot" ? "ETH/USDT" : "ETH/USDT:USDT"
    return try Desks.instruction(
      """
      {"schema":"venues.instruction/1","action":"trade","venue":"\(venue)","market":"\(market)",
       "pair":"\(pair)","side":"\(side)","type":"market","quantity":"\(quantity)"}
      """, id: id)
  }

  private func admin(
    _ server: SimulatorServer, _ path: String, body: String? = nil
  ) async throws -> JSONNode {
    let port = server.ports.first { $0.segment == .admin }?.port ?? 0
    let client = try HTTPClient()
    defer { client.shutDown() }
    let request = HTTPRequest(
      body == nil ? .get : .post, "http://127.0.0.1:\(port)\(path)", body: Array((body ?? "").utf8))
    return try JSONNode(parsing: await client.send(request, deadline: .seconds(5)).body)
  }

  @Test(arguments: ["binance", "bybit", "okx"])
  func aPaperRunIsTheBacktestOnTheSameData(_ venue: String) async throws {
    let server = try await start()
    let factory = try ExecutionInterfaceFactory(configuration: try configuration(venue, server))
    let inputs = Inputs()
    let paper = try factory.makeDesk(mode: .paper, recorder: inputs)
    var outcomes: [Outcome] = []
    for (market, side) in [("spot", "buy"), ("perp", "sell")] {
      outcomes.append(
        try await paper.execute(try trade(venue, market, side, "0.5", id: "\(market)-\(side)")))
    }
    #expect(outcomes.allSatisfy { $0.report.status == .completed })

    let told = inputs.all
    var updates: [(time: Timestamp, update: MarketUpdate)] = []
    for stamped in told {
      if case .market(let update) = stamped.input { updates.append((stamped.time, update)) }
    }
    let opened = try #require(told.first { if case .opening = $0.input { true } else { false } })
    let backtest = try factory.makeDesk(
      feed: HistoricalFeed(updates: updates), start: opened.time)
    var again: [Outcome] = []
    for stamped in told {
      guard case .instruct(let instruction) = stamped.input else { continue }
      try await backtest.advance(to: stamped.time)
      again.append(try await backtest.execute(instruction))
    }
    #expect(again.map(\.report.legs) == outcomes.map(\.report.legs))
    #expect(again.map(\.after.positions) == outcomes.map(\.after.positions))
    #expect(again.map(\.after.pnl) == outcomes.map(\.after.pnl))

    let counters = try await admin(server, "/admin/counters")
    for name in ["binance", "binanceusdm", "bybit", "okx"] {
      #expect(counters["venues"]?[name]?["private"] == .number("0"), "\(name)")
    }
    await server.stop()
  }

  @Test(arguments: ["binance", "bybit", "okx"])
  func aLiveRunsBooksAreTheVenues(_ venue: String) async throws {
    let server = try await start()
    let desk = try live(venue, server)
    for (market, side) in [("spot", "buy"), ("perp", "sell"), ("perp", "buy"), ("spot", "sell")] {
      let outcome = try await desk.execute(
        try trade(venue, market, side, "0.3", id: "\(market)-\(side)"))
      #expect(outcome.report.status == .completed, "\(market) \(side): \(outcome.report.reason)")
      try await compare(desk, venue, server)
    }
    await server.stop()
  }

  @Test(arguments: ["timeout_after", "error_after"])
  func anOrderWithoutAnAnswerIsFoundAndNeverSentTwice(_ fault: String) async throws {
    let server = try await start()
    let desk = try live("binance", server)
    _ = try await admin(
      server, "/admin/faults",
      body: #"{"kind":"\#(fault)","venue":"binance","method":"POST","path":"/api/v3/order"}"#)
    let outcome = try await desk.execute(try trade("binance", "spot", "buy", "0.3", id: "lost"))
    #expect(outcome.report.status == .completed, "\(outcome.report.reason)")
    try await compare(desk, "binance", server)
    #expect(try await admin(server, "/admin/counters")["orders"] == .number("1"))
    await server.stop()
  }

  private func live(_ venue: String, _ server: SimulatorServer) throws -> Desk {
    let configuration = try configuration(venue, server)
    let factory = try ExecutionInterfaceFactory(configuration: configuration)
    var consent = LiveConsent(requestedMode: .live, environmentValue: "true")
    do {
      _ = try factory.makeDesk(mode: .live, live: consent)
      Issue.record("armed without the phrase")
    } catch {
      #expect(error.kind == .notArmed)
      let digest = error.hint.split(separator: "begins with ").last?.prefix(8) ?? ""
      consent.phrase = "trade live sim \(digest)"
    }
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    return try factory.makeDesk(mode: .live, journal: try RunJournal(path: file), live: consent)
  }

  /// Our books and the simulator's own, wallet by wallet.
  private func compare(
    _ desk: Desk, _ venue: String, _ server: SimulatorServer
  ) async throws {
    let wallets =
      switch venue {
      case "binance": ["binanceSpot", "binanceFutures"]
      case "bybit": ["bybitUnified"]
      default: ["okxTrading"]
      }
    var theirs: [String: Quantity] = [:]
    let books = try await admin(server, "/admin/books")
    for wallet in books["accounts"]?.elements?.first?["wallets"]?.elements ?? []
    where wallets.contains(wallet["wallet"]?.text ?? "") {
      for balance in wallet["balances"]?.elements ?? [] {
        let key = "\(venue):BaseToken:\(balance["asset"]?.text ?? "")"
        theirs[key, default: .zero] += Quantity(balance["total"]?.text ?? "") ?? .zero
      }
      for position in wallet["positions"]?.elements ?? [] {
        theirs["\(venue):Perp:ETHUSDT"] = Quantity(position["size"]?.text ?? "") ?? .zero
      }
    }
    var ours: [String: Quantity] = [:]
    for position in await desk.positions.positions where !position.amount.isZero {
      let name = desk.catalog.name(of: position.key)
      ours[name.hasPrefix("\(venue):Perp:") ? "\(venue):Perp:ETHUSDT" : name] = position.amount
    }
    #expect(ours == theirs.filter { !$0.value.isZero })
  }
}
