import FixedPoint
import Testing
import TradingModel
import VenueDefinitions

@testable import CEX

/// Lines of a venue's ledger become events once each, and what cannot be booked is said.
@Suite struct AccountLedgerTests {
  private static let start: Int64 = 1_767_225_600_000

  private func line(
    _ id: String, _ kind: LedgerLine.Kind, _ currency: String, _ amount: String, at time: Int64
  ) throws -> LedgerLine {
    LedgerLine(
      id: id, kind: kind, currency: currency, amount: try #require(Quantity(amount)),
      time: Timestamp(nanoseconds: (Self.start + time) * 1_000_000))
  }

  private func ledger(known: [AccountEntry] = []) throws -> (ledger: AccountLedger, Catalog) {
    let catalog = try Fixture.registry.get().catalog()
    let venue = try #require(catalog.venue(named: "bybit"))
    return (
      AccountLedger(
        venue: venue, catalog: catalog, openedAt: Timestamp(nanoseconds: Self.start * 1_000_000),
        known: known, at: 0), catalog
    )
  }

  private func due(_ ledger: inout AccountLedger, _ times: Int64...) -> [Int64?] {
    times.map { ledger.due(at: $0) }
  }

  private func texts(_ events: [VenueEvent]) -> [String] {
    events.map { event in
      switch event {
      case .accountEntry(let entry):
        if case .funding = entry.kind {
          "\(entry.id): funding \(entry.amount)"
        } else {
          "\(entry.id): \(entry.amount)"
        }
      case .notReconciled(_, let reason): "! \(reason)"
      default: "\(event)"
      }
    }
  }

  @Test func linesAreToldOnceInTheirOrder() throws {
    var (ledger, catalog) = try ledger()
    // Nothing is due while a reading is under way.
    #expect(due(&ledger, 0, 0) == [Self.start, nil])
    let perpetual = LedgerLine.Kind.funding(symbol: "ETH/USDT:USDT")
    let lines = [
      try line("b", .owner, "USDT", "10", at: 5), try line("a", perpetual, "USDT", "-0.5", at: 5),
      try line("c", .owner, "ETH", "-1", at: 3), try line("old", .owner, "ETH", "7", at: 0),
    ]
    let until = Self.start + 1_000_000
    let first = ledger.take(.success(LedgerReading(lines: lines)), until: until, at: 1)
    #expect(texts(first) == ["c: -1", "a: funding -0.5", "b: 10"])
    // Read again ten minutes back, with one line that came late.
    #expect(
      due(&ledger, 2, 1 + AccountLedger.pace) == [nil, until - AccountLedger.overlap])
    let late = lines + [try line("late", .owner, "USDT", "1", at: 4)]
    let second = ledger.take(.success(LedgerReading(lines: late)), until: until, at: 2)
    #expect(texts(second) == ["late: 1"])
    // Asked for while one is under way, another follows it at once.
    #expect(due(&ledger, 3 + 2 * AccountLedger.pace).first != nil)
    ledger.hasten()
    _ = ledger.take(.success(LedgerReading(lines: late)), until: until, at: 100)
    #expect(due(&ledger, 101, 102).map { $0 != nil } == [true, false])
    // A process that goes on knows what was told.
    var told: [AccountEntry] = []
    for case .accountEntry(let entry) in first + second { told.append(entry) }
    var (next, _) = try self.ledger(known: told)
    #expect(due(&next, 0) == [Self.start])
    let repeated = next.take(.success(LedgerReading(lines: late)), until: until, at: 1)
    #expect(repeated.isEmpty)
    #expect(catalog.venue(named: "bybit") != nil)
  }

  @Test func whatCannotBeBookedIsSaid() throws {
    var (ledger, _) = try ledger()
    let reading = LedgerReading(
      lines: [
        try line("coin", .owner, "MNT", "1", at: 1),
        try line("perpetual", .funding(symbol: "MNT/USDT:USDT"), "USDT", "1", at: 2),
        try line("settle", .funding(symbol: "ETH/USDT:USDT"), "ETH", "1", at: 3),
        try line("kind", .other("BONUS"), "USDT", "1", at: 4),
      ], isCut: true)
    let events = ledger.take(.success(reading), until: Self.start + 9, at: 1)
    #expect(
      texts(events) == [
        "! coin: 1 of 'MNT', unknown here", "! perpetual: funding of 'MNT/USDT:USDT' in USDT",
        "! settle: funding of 'ETH/USDT:USDT' in ETH", "! kind: 1 USDT, BONUS",
        "! its ledger has more lines of one day than one answer holds",
      ])
    let again = ledger.take(.success(LedgerReading(lines: reading.lines)), until: 9, at: 2)
    #expect(again.isEmpty)
  }

  @Test func aLedgerThatCannotBeReadIsSaidOnce() throws {
    var (ledger, _) = try ledger()
    var said: [String] = []
    for number in 0..<40 as Range<Int64> {
      let events = ledger.take(.failure(.unknown("silence")), until: 0, at: number)
      said += texts(events)
    }
    #expect(said == ["! its ledger cannot be read: silence"])
    #expect(ledger.readings == 0)
  }

  /// A withdrawal is taken when it is asked for and given back when it fails; a deposit counts when
  /// it is credited.
  @Test func depositsAndWithdrawals() throws {
    var decoded = Decoded()
    func transfer(_ kind: String, _ id: String, _ status: WireTransferStatus) throws {
      var record = TransferRecord(kind: kind, id: id, status: status)
      record.currency = "USDT"
      record.amount = Quantity("10")
      record.time = Timestamp(nanoseconds: 1)
      if kind == "withdrawal" { record.fee = FeeRecord(currency: "USDT", cost: Quantity(1)) }
      decoded.transfers.append(record)
    }
    try transfer("deposit", "1", .pending)
    try transfer("deposit", "2", .ok)
    try transfer("deposit", "3", .unknown)
    try transfer("withdrawal", "4", .pending)
    try transfer("withdrawal", "5", .failed)
    try transfer("transfer", "6", .ok)
    let lines = decoded.ledgerLines
    #expect(
      lines.map { "\($0.id) \($0.amount)" } == [
        "deposit 2 10", "deposit 3 0", "withdrawal 4 -11", "withdrawal 5 -11",
        "withdrawal 5 back 11",
      ])
    #expect(lines[1].kind == .other("a deposit in state unknown"))
  }
}
