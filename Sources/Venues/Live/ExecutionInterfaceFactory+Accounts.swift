import Arming
import CEX
import ExecutionCore
import FixedPoint
import Foundation
import Portfolio
import TradingModel
import VenueDefinitions

/// What the accounts of a live run hold at its start.
struct LiveAccounts {
  var sessions: [VenueSession] = []
  /// The movements that book what they hold.
  var movements: [Movement] = []
  /// Open orders that are not of this run.
  var foreignOrders: [String] = []
  /// Furthest a venue's clock is from ours, in milliseconds.
  var clockOffset: Int64 = 0
  /// Up to when each venue's ledger is in the movements.
  var readThrough: [(venue: VenueID, time: Timestamp)] = []
}

extension ExecutionInterfaceFactory {
  /// Reads every account; asks and changes nothing.
  func readAccounts(
    _ definitions: [VenueDefinition], ours: LiveStart?
  ) throws(VenuesError) -> LiveAccounts {
    var accounts = LiveAccounts()
    let known = Set((ours?.orders ?? []).map(\.order.clientOrderID.text))
    for definition in definitions {
      let session = try session(definition)
      try checkRights(session)
      let opening = try readOpening(session, withLedger: ours?.isOpen != true)
      if let time = opening.readThrough, let venue = catalog.venue(named: definition.id) {
        accounts.readThrough.append((venue.id, time))
      }
      accounts.sessions.append(session)
      accounts.movements += opening.movements
      accounts.foreignOrders += opening.foreignOrders.filter { !known.contains($0) }
      accounts.clockOffset = max(accounts.clockOffset, abs(opening.clockOffset))
    }
    return accounts
  }

  /// A key that trades must be able to, and must not be able to send coins away unless the
  /// configuration says that it may.
  private func checkRights(_ session: VenueSession) throws(VenuesError) {
    let venue = session.definition.id
    let rights: KeyRights
    do {
      rights = try session.readRights()
    } catch {
      throw VenuesError(.staleData, code: "rightsUnread", message: error.message, path: venue)
    }
    if rights.withdraws != false, !configuration.allowsWithdrawingKeys {
      throw VenuesError(
        .configuration, code: "keyMayWithdraw",
        message: "the key of \(venue) can send coins away, which trading does not need",
        path: "secrets.\(venue).key",
        hint: "Make a key without that right, or write allowWithdrawingKeys: true.")
    }
    let markets = configuration.quoteStreams.filter { $0.venue == venue }.flatMap(\.symbols)
    let needsPerpetuals = markets.contains { $0.contains(":") }
    let needsSpot = markets.contains { !$0.contains(":") }
    if (needsSpot && rights.tradesSpot == false)
      || (needsPerpetuals && rights.tradesPerpetuals == false)
    {
      throw VenuesError(
        .configuration, code: "keyMayNotTrade", message: "the key of \(venue) may not trade",
        path: "secrets.\(venue).key", hint: "Give it the right to trade, and no other.")
    }
  }

  private func readOpening(
    _ session: VenueSession, withLedger: Bool
  ) throws(VenuesError) -> VenueOpening {
    do {
      return try session.readOpening(catalog, withLedger: withLedger)
    } catch {
      throw VenuesError(
        .staleData, code: "accountUnread", message: error.message, path: session.definition.id,
        hint: "Nothing was sent. Check addresses, key and permissions.")
    }
  }

  /// Brings a run that goes on to where its venues are: how every order stands is known, and the
  /// books are the venues', before anybody can ask for anything.
  ///
  /// - Throws: ``VenuesError`` (staleData) where an order cannot be resolved or a balance differs.
  func reconcile(
    _ engine: LiveEngine, _ sessions: [VenueSession]
  ) throws(VenuesError) {
    for port in engine.exchanges {
      guard port.waitForReconciliation(seconds: 60) else {
        throw VenuesError(
          .staleData, code: "ordersUnresolved",
          message: "the venue has not told what became of every order of the run before",
          hint: "Nothing was sent. Try again when it answers.")
      }
    }
    for session in sessions {
      guard let venue = catalog.venue(named: session.definition.id) else { continue }
      var difference = ""
      for attempt in 0..<50 {
        if attempt > 0 { Thread.sleep(forTimeInterval: 0.1) }
        let theirs = try readOpening(session, withLedger: false).movements
        difference = try self.difference(engine, theirs, venue.id)
        if difference.isEmpty { break }
      }
      guard difference.isEmpty else {
        throw VenuesError(
          .staleData, code: "booksDiffer", message: "the venue holds something else: \(difference)",
          path: session.definition.id,
          hint: "Trades by hand, a liquidation or a line of its ledger that is not understood "
            + "since the run before are not in its books. Begin a new journal; it opens with "
            + "what the venue holds.")
      }
    }
  }

  /// The first position of a venue where books and account differ, in words; empty for none.
  private func difference(
    _ engine: LiveEngine, _ theirs: [Movement], _ venue: VenueID
  ) throws(VenuesError) -> String {
    let core = try engine.core()
    for position in core.portfolio.positions() where position.key.venue == venue {
      let there = theirs.first { $0.key == position.key }?.amount ?? .zero
      if there != position.amount {
        return "\(catalog.name(of: position.key)) is \(there), the books have \(position.amount)"
      }
    }
    for movement in theirs where !movement.amount.isZero {
      guard !core.portfolio.positions().contains(where: { $0.key == movement.key }) else {
        continue
      }
      return "\(catalog.name(of: movement.key)) is \(movement.amount), the books have none"
    }
    return ""
  }
}
