import Foundation
import JSON
import Testing
import TradingModel
import Transport

@testable import Venues

/// Live runs on a journal, killed in the middle of their work, and the processes that go on.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveKillTests {
  /// When a run is killed.
  enum Moment: Hashable {
    /// So many answers and milliseconds after it went on, whatever is under way then.
    case anywhere(answers: Int, milliseconds: Int)
    /// While it waits for the answer to an order, which the venue took or did not.
    case unanswered(isTaken: Bool)
  }

  /// One of each, and under a campaign many at moments that nobody chose.
  static var moments: [Moment] {
    let slice: [Moment] = [
      .anywhere(answers: 2, milliseconds: 3), .unanswered(isTaken: false),
      .unanswered(isTaken: true),
    ]
    let environment = ProcessInfo.processInfo.environment
    guard environment["VENUES_CAMPAIGN"] == "venues" else { return slice }
    let scale = environment["VENUES_CAMPAIGN_SCALE"].flatMap { Int($0) } ?? 10
    return slice
      + (0..<scale).map { .anywhere(answers: $0 % 3 + 1, milliseconds: $0 * 37 % 100) }
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Longest a process may live; a hanging one is ended then, and the test with it.
  private static let limit = 240.0

  private func lines(_ venue: LiveVenue, _ count: Int) -> [String] {
    (1...count).map { number in
      let market = number % 2 == 0 ? "spot" : "perp"
      let pair = market == "spot" ? "ETH/USDT" : "ETH/USDT:USDT"
      let side = market == "spot" || number % 3 == 0 ? "buy" : "sell"
      return """
        {"schema":"venues.instruction/1","id":"t\(number)","action":"trade",\
        "venue":"\(venue.venue)","market":"\(market)","pair":"\(pair)","side":"\(side)",\
        "type":"market","quantity":"0.0\(number % 5 + 5)"}
        """
    }
  }

  private func environment(_ config: String) throws -> [String: String] {
    let digest = try VenuesBinary.run(["config", "digest", "--config", config]).output
    return [
      "VENUES_ALLOW_LIVE": "true",
      "VENUES_LIVE_CONFIRMATION": "trade live sim \(digest.prefix(8))",
    ]
  }

  /// Each time the next process goes on with the same journal and is asked for everything again.
  @Test func nothingIsLostOrDoneTwice() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in LiveVenue.all {
        group.addTask { try await LiveVenue.with(name) { try await killAndGoOn($0) } }
      }
      try await group.waitForAll()
    }
  }

  /// Gives a run its input and ends it at a moment; answers the lines it had written.
  private func killed(
    _ run: RunningVenues, _ moment: Moment, _ venue: LiveVenue, _ input: String, knowing known: Int
  ) async throws -> [String] {
    switch moment {
    case .anywhere(let count, let milliseconds):
      try run.write(input)
      let lines = await onThread { run.readLines(known + count) }
      try await Task.sleep(for: .milliseconds(milliseconds))
      run.end(SIGKILL)
      return await onThread { lines + run.readLines(.max) }
    case .unanswered(let isTaken):
      let before = try await venue.counter("faults")
      try await venue.loseAnswer(isTaken: isTaken)
      try run.write(input)
      async let lines = onThread { run.readLines(.max) }
      _ = try await LiveVenue.eventually(within: Self.limit) {
        if !run.process.isRunning { return true }
        return try await venue.counter("faults") > before
      }
      run.end(SIGKILL)
      try await venue.admin("/admin/faults", method: .delete)
      return await lines
    }
  }

  private func killAndGoOn(_ venue: LiveVenue) async throws {
    let name = venue.venue
    // Binance tells quotes only when they change.
    if name != "binance" { try await venue.freeze() }
    let config = folder.path("\(name).yaml")
    let text = venue.configuration(streams: true)
    try text.write(toFile: config, atomically: true, encoding: .utf8)
    let armed = try await onThread { try environment(config) }
    let journal = folder.path("\(name).journal")
    let arguments = [
      "exec", "-", "--jsonl", "--mode", "live", "--config", config, "--journal", journal,
    ]
    let moments = Self.moments
    let lines = lines(venue, 4 * moments.count)
    let input = lines.joined(separator: "\n") + "\n"
    var answers: [String] = []
    for moment in moments {
      // A start that a busy machine made too slow refuses, with nothing sent: it is tried again.
      for attempt in 1...4 {
        let run = try RunningVenues(arguments, environment: armed, limit: Self.limit)
        let seen = try await killed(run, moment, venue, input, knowing: answers.count)
        if run.isRefusal, attempt < 4 { continue }
        #expect(run.status == SIGKILL, "\(name), \(moment): \(run.errors) \(seen.last ?? "")")
        #expect(zip(seen, answers).allSatisfy { $0 == $1 }, "\(name), \(moment)")
        if seen.count > answers.count { answers = seen }
        break
      }
    }
    var output: [String] = []
    for attempt in 1...4 {
      let run = try RunningVenues(arguments, environment: armed, limit: Self.limit)
      try run.write(input)
      run.closeInput()
      output = await onThread { run.readLines(.max) }
      run.waitForEnd()
      if run.isRefusal, attempt < 4 { continue }
      #expect(run.status == 0, "\(name): \(run.errors) \(output.last ?? "")")
      break
    }
    try #require(output.count == lines.count, "\(name): \(output)")
    #expect(Array(output.prefix(answers.count)) == answers)
    let completed = output.filter { $0.contains("\"completed\"") }.count
    // What never left is proved never to have come.
    let absent = output.filter { $0.contains("never came") }.count
    #expect(completed + absent == lines.count, "\(name): \(output)")
    #expect(absent >= 1 && absent <= moments.count, "\(name): \(absent)")
    #expect(try await venue.counter("orders") == completed)
    let replay = try await onThread { try VenuesBinary.run(["replay", journal, "--json"]) }
    #expect(replay.code == 0 && replay.output.contains("EQUAL"), "\(name): \(replay.output)")
  }
}

extension RunningVenues {
  /// Whether it ended before it began: the account could not be read or set (exit codes 4 and 16).
  fileprivate var isRefusal: Bool { status == 4 || status == 16 }
}

extension LiveVenue {
  /// Has the answer to the next order lost, whether the venue takes it or not.
  func loseAnswer(isTaken: Bool) async throws {
    let kind = isTaken ? "timeout_after" : "timeout_before"
    let paths =
      switch venue {
      case "binance": ["/api/v3/order", "/fapi/v1/order"]
      case "bybit": ["/v5/order/create"]
      default: ["/api/v5/trade/order"]
      }
    for path in paths {
      try await admin(
        "/admin/faults", body: #"{"kind":"\#(kind)","method":"POST","path":"\#(path)"}"#)
    }
  }
}

/// Does something that blocks on a thread of its own, so that tasks can go on beside it.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
{
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try body() }) }.start()
  }
}

/// Does something that blocks and cannot fail.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread { continuation.resume(returning: body()) }.start()
  }
}
