import Foundation
import JSON
import Testing
import TradingModel

@testable import Venues

/// Live runs on a journal, killed in the middle of their work, and the processes that go on.
@Suite(
  .serialized, .timeLimit(.minutes(10)),
  .disabled("not green: an order killed in flight at Bybit stayed unknown beyond the wait"))
struct LiveKillTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

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

  private func environment(_ venue: LiveVenue, _ config: String) throws -> [String: String] {
    let digest = try VenuesBinary.run(["config", "digest", "--config", config]).output
    return [
      "VENUES_ALLOW_LIVE": "true",
      "VENUES_LIVE_CONFIRMATION": "trade live sim \(digest.prefix(8))",
    ]
  }

  /// Killed a number of times at moments nobody chose; each time the next process goes on with the
  /// same journal and is asked for everything again.
  @Test(arguments: LiveVenue.all)
  func nothingIsLostOrDoneTwice(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let config = folder.path("\(name).yaml")
      let text = venue.configuration(streams: true)
      try text.write(toFile: config, atomically: true, encoding: .utf8)
      let environment = try environment(venue, config)
      let journal = folder.path("\(name).journal")
      let arguments = [
        "exec", "-", "--jsonl", "--mode", "live", "--config", config, "--journal", journal,
      ]
      let lines = lines(venue, 16)
      let input = lines.joined(separator: "\n") + "\n"
      var answers: [String] = []
      for attempt in 0..<3 {
        let run = try RunningVenues(arguments, environment: environment)
        try run.write(input)
        var seen: [String] = []
        // What is known comes at once; then some more, and the next is on its way when it dies.
        while seen.count < answers.count + 3, let line = run.readLine() { seen.append(line) }
        try await Task.sleep(for: .milliseconds(attempt * 37 % 100))
        let end = run.end(SIGKILL)
        while let line = run.readLine() { seen.append(line) }
        #expect(end.code == SIGKILL, "attempt \(attempt): \(end.errors) \(seen.last ?? "")")
        for (index, line) in seen.enumerated() where index < answers.count {
          #expect(line == answers[index], "attempt \(attempt), line \(index + 1)")
        }
        if seen.count > answers.count { answers = seen }
      }
      let last = try VenuesBinary.run(arguments, input: input, environment: environment)
      #expect(last.code == 0, "\(last.errors) \(last.output.suffix(600))")
      let results = last.output.split(separator: "\n").map(String.init)
      try #require(results.count == lines.count)
      for (index, line) in answers.enumerated() { #expect(line == results[index]) }
      let completed = results.filter { $0.contains("\"completed\"") }.count
      // What was killed between its commit and its sending is proved never to have come.
      let absent = results.filter { $0.contains("never came") }.count
      #expect(completed + absent == lines.count, "\(results)")
      #expect(absent <= 3)
      #expect(try await venue.counter("orders") == completed)
      let replay = try VenuesBinary.run(["replay", journal, "--json"])
      #expect(replay.code == 0 && replay.output.contains("EQUAL"), "\(replay.output)")
    }
  }
}
