import ExecutionCore
import ExecutionRuntime
import Synchronization
import Testing
import TradingModel

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

  @Test(arguments: LiveVenue.all)
  func aPaperRunIsTheBacktestOnTheSameData(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let factory = try venue.factory(streams: false)
      let inputs = Inputs()
      let paper = try factory.makeDesk(mode: .paper, recorder: inputs)
      var outcomes: [Outcome] = []
      for (market, side) in [("spot", "buy"), ("perp", "sell")] {
        outcomes.append(
          try await paper.execute(
            try venue.trade(market, side, "0.5", id: "\(market)-\(side)")))
      }
      #expect(outcomes.allSatisfy { $0.report.status == .completed })
      try await compare(outcomes, with: inputs.all, factory)

      let counters = try await venue.admin("/admin/counters")
      for segment in ["binance", "binanceusdm", "bybit", "okx"] {
        #expect(counters["venues"]?[segment]?["private"] == .number("0"), "\(segment)")
      }
    }
  }

  /// A backtest on what the paper run was told, instruction by instruction.
  private func compare(
    _ outcomes: [Outcome], with told: [Stamped], _ factory: ExecutionInterfaceFactory
  ) async throws {
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
  }

  /// Without private streams: the venue's records alone tell.
  @Test(arguments: LiveVenue.all)
  func aLiveRunsBooksAreTheVenues(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let desk = try venue.desk(streams: false)
      for (market, side) in [("spot", "buy"), ("perp", "sell"), ("perp", "buy"), ("spot", "sell")] {
        let outcome = try await desk.execute(
          try venue.trade(market, side, "0.3", id: "\(market)-\(side)"))
        #expect(outcome.report.status == .completed, "\(market) \(side): \(outcome.report.reason)")
        try await venue.compare(desk, "after \(market) \(side)")
      }
    }
  }

  @Test(arguments: ["timeout_after", "error_after"])
  func anOrderWithoutAnAnswerIsFoundAndNeverSentTwice(_ fault: String) async throws {
    try await LiveVenue.with("binance") { venue in
      let desk = try venue.desk(streams: false)
      try await venue.admin(
        "/admin/faults",
        body: #"{"kind":"\#(fault)","venue":"binance","method":"POST","path":"/api/v3/order"}"#)
      let outcome = try await desk.execute(try venue.trade("spot", "buy", "0.3", id: "lost"))
      #expect(outcome.report.status == .completed, "\(outcome.report.reason)")
      try await venue.compare(desk)
      #expect(try await venue.counter("orders") == 1)
    }
  }
}
