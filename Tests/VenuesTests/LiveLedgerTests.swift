import FixedPoint
import Foundation
import JSON
import Testing
import TradingModel

@testable import CEX
@testable import Venues

/// What a venue books by itself while a live run lasts is in its books, once.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LiveLedgerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func deposit(_ venue: LiveVenue, _ amount: String) async throws {
    try await venue.admin(
      "/admin/deposit",
      body: #"{"account":"main","wallet":"\#(venue.wallets[0])","asset":"USDT","#
        + #""amount":"\#(amount)"}"#)
  }

  /// Waits until the books are the venue's.
  private func catchUp(_ venue: LiveVenue, _ desk: Desk, _ when: Comment) async throws {
    for port in desk.exchanges { port.readLedgerNow() }
    let isEqual = try await LiveVenue.eventually(within: 20) {
      let (ours, theirs) = try await venue.books(desk)
      return ours == theirs
    }
    if !isEqual { try await venue.compare(desk, when) }
  }

  private func funding(_ update: PositionUpdate) -> String { "\(update.pnl[.funding])" }

  private func opening(_ update: PositionUpdate) -> String { "\(update.pnl.openingEquity)" }

  private func difference(_ left: String, _ right: String) -> String {
    guard let left = Decimal18(left), let right = Decimal18(right) else {
      return "\(left) \(right)"
    }
    return (left - right).description
  }

  @Test(arguments: LiveVenue.all)
  func fundingAndDepositsAreBookedOnce(_ name: String) async throws {
    try await LiveVenue.with(name) { venue in
      let journal = folder.path("\(name).journal")
      let paid: String
      do {
        let desk = try venue.desk(journal: journal)
        try await venue.freeze()
        _ = try await desk.execute(try venue.trade("perp", "buy", "0.3", id: "one"))
        try await venue.compare(desk, "after the trade")
        try await venue.admin("/admin/funding", body: #"{"rate":"0.0005","now":true}"#)
        try await catchUp(venue, desk, "after funding")
        paid = funding(await desk.positions)
        #expect(paid.hasPrefix("-"), "\(paid)")
        let opened = opening(await desk.positions)
        try await deposit(venue, "1234.5")
        try await catchUp(venue, desk, "after a deposit")
        #expect(funding(await desk.positions) == paid)
        #expect(difference(opening(await desk.positions), opened) == "1234.5")
        // Read again, nothing is booked again.
        let reads = try #require(desk.exchanges.first).ledgerReadings
        for port in desk.exchanges { port.readLedgerNow() }
        _ = try await LiveVenue.eventually(within: 20) {
          desk.exchanges.allSatisfy { $0.ledgerReadings > reads }
        }
        try await venue.compare(desk, "after another look")
      }
      // While nobody runs, and then by the process that goes on.
      try await venue.admin("/admin/funding", body: #"{"rate":"0.0007","now":true}"#)
      try await deposit(venue, "10")
      try await venue.freeze(false)
      let desk = try venue.desk(journal: journal)
      try await venue.freeze()
      try await venue.compare(desk, "after going on")
      #expect(difference(funding(await desk.positions), paid).hasPrefix("-"))
      let flags = await desk.positions.risk.flags.map { $0.text(desk.catalog) }
      #expect(!flags.contains { $0.hasPrefix("not reconciled") }, "\(flags)")
      let outcome = try await desk.execute(try venue.trade("perp", "sell", "0.3", id: "two"))
      #expect(outcome.report.status == .completed)
      try await venue.compare(desk, "at the end")
    }
  }
}
