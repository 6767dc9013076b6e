import Foundation
import Testing

@testable import VenueServer

/// freqtrade from PyPI runs its bot in live mode: a short slice of `scripts/campaign freqtrade`.
/// The bot trades by the wall clock for minutes and logs errors on a machine that is busy with
/// something else, so that it is run when asked for: `VENUES_FREQTRADE=1`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["VENUES_FREQTRADE"] != nil))
struct FreqtradeTests {
  @Test(
    .timeLimit(.minutes(15)),
    arguments: [["75", "binance-futures"], ["40", "--fault", "binance-spot"]])
  func botTrades(arguments: [String]) async throws {
    let installed = await ServerFixture.python(
      with: ["freqtrade==2026.9"], named: "venues-freqtrade-1")
    guard let python = installed else {
      print("skipped: freqtrade cannot be installed (PyPI not reached)")
      return
    }
    let server = try await ServerFixture.start()
    let port = server.ports.first?.port ?? 0
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Clients/freqtrade_bots.py"
    ).path
    let result = await ServerFixture.run(python, [path, String(port)] + arguments)
    await server.stop()
    #expect(result.status == 0, Comment(rawValue: result.text))
  }
}
