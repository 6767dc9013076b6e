import FixedPoint
import TradingModel

/// Follows an account's ledger: what is read again and again becomes events, each line once.
/// Monotonic times in nanoseconds, the venue's in milliseconds since 1970.
struct AccountLedger: Sendable {
  /// Between two readings.
  static let pace: Int64 = 30_000_000_000
  /// After a reading that failed.
  static let retryPace: Int64 = 5_000_000_000
  /// How long a line may be on its way into the ledger, in venue milliseconds.
  static let overlap: Int64 = 600_000
  /// Readings that fail one after another until the books are said to be uncertain.
  static let patience = 12

  private let venue: Venue
  private let catalog: Catalog
  /// Lines up to then are in the opening balances.
  private var openedAt: Int64
  private var cursor: Int64
  private var known: Set<String>
  private var failures = 0
  private var isReading = false
  /// Whether another reading was asked for while one was under way.
  private var isWanted = false
  private(set) var nextReading: Int64
  /// Readings that were taken whole.
  private(set) var readings = 0

  /// A ledger to be read from `openedAt` on, with the lines an earlier process has told of; the
  /// first reading is due at a monotonic time.
  init(
    venue: Venue, catalog: Catalog, openedAt: Timestamp, known: [AccountEntry], at first: Int64
  ) {
    self.venue = venue
    self.catalog = catalog
    self.openedAt = openedAt.nanoseconds / 1_000_000
    self.known = Set(known.map(\.id))
    let last = known.map { $0.time.nanoseconds / 1_000_000 }.max() ?? self.openedAt
    cursor = max(self.openedAt, last - Self.overlap)
    nextReading = first
  }

  /// Begins a reading if one is due: from when on (venue milliseconds).
  mutating func due(at now: Int64) -> Int64? {
    guard !isReading, now >= nextReading else { return nil }
    isReading = true
    return cursor
  }

  /// Reads at the next look, after the reading under way if there is one.
  mutating func hasten() {
    isWanted = isReading
    nextReading = 0
  }

  /// A reading up to `until` has ended; answers what is to be told.
  mutating func take(
    _ result: Result<LedgerReading, CallFailure>, until: Int64, at now: Int64
  ) -> [VenueEvent] {
    isReading = false
    defer {
      if isWanted { nextReading = 0 }
      isWanted = false
    }
    let reading: LedgerReading
    switch result {
    case .failure(let failure):
      nextReading = now + Self.retryPace
      failures += 1
      guard failures == Self.patience else { return [] }
      return [.notReconciled(venue.id, reason: "its ledger cannot be read: \(failure.reason)")]
    case .success(let value): reading = value
    }
    failures = 0
    readings += 1
    nextReading = now + Self.pace
    cursor = max(cursor, until - Self.overlap)
    var events: [VenueEvent] = []
    let sorted = reading.lines.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    for line in sorted where line.time.nanoseconds / 1_000_000 > openedAt {
      guard known.insert(line.id).inserted else { continue }
      events.append(event(of: line))
    }
    if reading.isCut, known.insert("cut \(cursor)").inserted {
      let reason = "its ledger has more lines of one day than one answer holds"
      events.append(.notReconciled(venue.id, reason: reason))
    }
    return events
  }

  private func event(of line: LedgerLine) -> VenueEvent {
    guard let asset = catalog.asset(named: line.currency) else {
      return .notReconciled(
        venue.id, reason: "\(line.id): \(line.amount) of '\(line.currency)', unknown here")
    }
    let kind: AccountEntry.Kind
    switch line.kind {
    case .owner: kind = .owner
    case .funding(let symbol):
      guard let instrument = catalog.instrument(venue: venue.id, market: .perp, symbol: symbol),
        instrument.settle == asset.id
      else {
        return .notReconciled(
          venue.id, reason: "\(line.id): funding of '\(symbol)' in \(line.currency)")
      }
      kind = .funding(instrument.id)
    case .other(let word):
      return .notReconciled(
        venue.id, reason: "\(line.id): \(line.amount) \(line.currency), \(word)")
    }
    return .accountEntry(
      AccountEntry(
        venue: venue.id, id: line.id, kind: kind, asset: asset.id, amount: line.amount,
        time: line.time))
  }
}
