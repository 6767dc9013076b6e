import Foundation
import JSON
import Testing
import TradingModel

@testable import CEX
@testable import Venues

/// What keeps a live run from doing harm, over real sockets against the simulated venues: rights of
/// keys, margin modes and the dead man's switch.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveGuardTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The error a live start ends with.
  private func refusal(_ venue: LiveVenue, key: String = "trade") -> VenuesError? {
    do {
      _ = try venue.desk(key: key)
      return nil
    } catch {
      return error as? VenuesError
    }
  }

  @Test(arguments: LiveVenue.all)
  func aKeyThatCanWithdrawOrCannotTradeIsRefused(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let mayWithdraw = try #require(refusal(venue, key: "test"))
      #expect(mayWithdraw.code == "keyMayWithdraw" && mayWithdraw.kind == .configuration)
      let mayOnlyRead = try #require(refusal(venue, key: "read"))
      #expect(mayOnlyRead.code == "keyMayNotTrade", "\(mayOnlyRead)")
      #expect(try await venue.counter("orders") == 0)
      let desk = try venue.desk(
        streams: false, key: "test", more: ["allowWithdrawingKeys: \"true\""])
      let outcome = try await desk.execute(try venue.trade("perp", "buy", "0.1", id: "allowed"))
      #expect(outcome.report.status == .completed)
    }
  }

  /// The books know how an isolated position stands only from the venue's word with each fill,
  /// which no venue gives: a run does not begin on one.
  @Test(arguments: LiveVenue.all)
  func anIsolatedPositionIsRefused(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let symbol = "ETH/USDT:USDT"
      do {
        let desk = try venue.desk(streams: false)
        try await venue.freeze()
        let session = try #require(desk.exchanges.first?.session)
        var ticket = OrderTicket(symbol: symbol, side: .buy, isMarket: true)
        ticket.amount = Quantity("0.1")
        ticket.clientOrderID = "isolated1"
        if name == "okx" {
          ticket.marginMode = .isolated
        } else {
          let setting = PositionSetting.marginMode(symbol: symbol, .isolated, leverage: nil)
          for answer in await session.ask(.configure(setting), .perp, .setMarginMode) {
            _ = try answer.get()
          }
        }
        for answer in await session.ask(.placeOrder(ticket), .perp, .placeOrder) {
          _ = try answer.get()
        }
      }
      let refused = try #require(refusal(venue))
      #expect(refused.code == "accountUnread" && refused.message.contains("isolated"), "\(refused)")
    }
  }

  /// While the process lives its order rests beyond the switch's time; when it was killed, the
  /// venue cancels it.
  @Test func ordersEndWithAProcessThatWasKilled() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in LiveVenue.all { group.addTask { try await endWithTheProcess(name) } }
      try await group.waitForAll()
    }
  }

  private func endWithTheProcess(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let config = folder.path("\(name).yaml")
      let text = venue.configuration(streams: true, more: ["deadMansSwitchSeconds: \"10\""])
      try text.write(toFile: config, atomically: true, encoding: .utf8)
      let digest = try await onThread {
        try VenuesBinary.run(["config", "digest", "--config", config]).output.prefix(8)
      }
      let run = try RunningVenues(
        [
          "exec", "-", "--jsonl", "--mode", "live", "--config", config, "--journal",
          folder.path("\(name).journal"),
        ],
        environment: [
          "VENUES_ALLOW_LIVE": "true", "VENUES_LIVE_CONFIRMATION": "trade live sim \(digest)",
        ], limit: 120)
      try run.write(
        """
        {"schema":"venues.instruction/1","id":"rest","action":"trade","venue":"\(name)",\
        "market":"perp","pair":"ETH/USDT:USDT","side":"buy","type":"limit","price":"1500",\
        "quantity":"0.3"}

        """)
      let line = await onThread { run.readLine() }
      try #require(line?.contains("\"running\"") == true, "\(name): \(line ?? "")")
      try await venue.freeze()
      for _ in 0..<13 {
        try await Task.sleep(for: .seconds(1))
        #expect(try await venue.waitingOrders() == 1, "\(name): the switch was not set again")
      }
      run.end(SIGKILL)
      let isGone = try await LiveVenue.eventually(within: 20) {
        try await venue.waitingOrders() == 0
      }
      #expect(isGone, "\(name)")
    }
  }
}
