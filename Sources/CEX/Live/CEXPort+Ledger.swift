import ExecutionRuntime
import Synchronization
import TradingModel
import VenueDefinitions

/// The account's own ledger behind a port.
extension CEXPort {
  /// Tells of what the venue books beside trades from `openedAt` (the venue's clock) on, each line
  /// once; `known` are the lines an earlier process of the run has told of, nil for a run whose
  /// balances were just read, and whose ledger with them. Without it nothing of the kind is told.
  public func followLedger(from openedAt: Timestamp, known: [AccountEntry]?) {
    guard let venue = catalog.venue(named: session.definition.id) else { return }
    let followed = AccountLedger(
      venue: venue, catalog: catalog, openedAt: openedAt, known: known ?? [],
      at: LiveTicker.now() + (known == nil ? AccountLedger.pace : 0))
    ledger.withLock { $0 = followed }
  }

  /// Reads the ledger at once, not at its next turn.
  public func readLedgerNow() { ledger.withLock { $0?.hasten() } }

  /// How often the ledger was read whole.
  public var ledgerReadings: Int { ledger.withLock { $0?.readings ?? 0 } }

  /// Whether the ledger was read since it is followed, or is not.
  var isLedgerRead: Bool { ledger.withLock { $0.map { $0.readings > 0 } ?? true } }

  /// Begins a reading when one is due.
  func readLedgerWhenDue() {
    let now = LiveTicker.now()
    guard let since = ledger.withLock({ $0?.due(at: now) }) else { return }
    let until = session.venueTime
    session.readLedger(since: min(since, until), until: until) { [weak self] result in
      guard let self else { return }
      ledger.withLock { ledger in
        let events = ledger?.take(result, until: until, at: LiveTicker.now()) ?? []
        for event in events { sink.put(.venue(event)) }
      }
    }
  }
}
