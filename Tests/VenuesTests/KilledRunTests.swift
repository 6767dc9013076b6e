import Foundation
import JSON
import Testing

/// A process killed in the middle of its work, and the one that goes on.
@Suite struct KilledRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Small trades on both sides, each with an id.
  private func trades(_ count: Int) -> [String] {
    (1...count).map { number in
      """
      {"schema":"venues.instruction/1","id":"t\(number)","action":"trade","venue":"binance",\
      "market":"spot","pair":"ETH/USDT","side":"\(number % 3 == 0 ? "sell" : "buy")",\
      "type":"market","quantity":"0.0\(number % 7 + 1)"}
      """
    }
  }

  /// Killed after some answers, while others are on their way; then everything is sent again.
  @Test(arguments: [1, 23, 60])
  func nothingIsLostOrDoneTwice(killedAfter answers: Int) throws {
    let lines = trades(80)
    let input = lines.joined(separator: "\n") + "\n"
    let journal = folder.path("desk.journal")
    let whole = try VenuesBinary.run(
      ["exec", "-", "--jsonl", "--journal", folder.path("whole.journal")], input: input)
    #expect(whole.code == 0)

    let session = try RunningVenues(["exec", "-", "--jsonl", "--journal", journal])
    try session.write(input)
    var seen: [String] = []
    while seen.count < answers, let line = session.readLine() { seen.append(line) }
    #expect(session.end(SIGKILL).code == SIGKILL)

    let continued = try VenuesBinary.run(
      ["exec", "-", "--jsonl", "--journal", journal], input: input)
    #expect(continued.code == 0 && continued.output == whole.output)
    let answered = continued.output.split(separator: "\n").prefix(seen.count).map(String.init)
    #expect(answered == seen)
    let fills = ["fills", "--json", "--journal"]
    #expect(
      try VenuesBinary.run(fills + [journal]).output
        == VenuesBinary.run(fills + [folder.path("whole.journal")]).output)
    let replays = try [journal, folder.path("whole.journal")].map {
      try JSONNode(parsing: try VenuesBinary.run(["replay", $0, "--json"]).output)
    }
    for key in ["verdict", "inputs", "effects", "stateHash", "projections"] {
      #expect(replays[0][key] == replays[1][key])
    }
    #expect(replays[0]["verdict"]?.text == "EQUAL")
  }

  /// Killed at moments nobody chose, the journal is always one that can be gone on with.
  @Test func aPlanKilledAnywhereEndsAsIfItHadNotBeen() throws {
    let basis = "docs/examples/eth-basis.json"
    let expected = try VenuesBinary.run(["exec", basis, "--json"]).output
    for milliseconds in stride(from: 20, through: 220, by: 25) {
      let journal = folder.path("\(milliseconds).journal")
      let run = try RunningVenues(["exec", basis, "--json", "--journal", journal])
      usleep(UInt32(milliseconds) * 1000)
      _ = run.end(SIGKILL)
      let continued = try VenuesBinary.run(["exec", basis, "--json", "--journal", journal])
      #expect(continued.code == 0, "killed after \(milliseconds) ms: \(continued.output)")
      #expect(continued.output == expected, "killed after \(milliseconds) ms")
      let replay = try VenuesBinary.run(["replay", journal, "--json"])
      #expect(replay.code == 0 && replay.output.contains("EQUAL"), "\(replay.output)")
    }
  }
}
