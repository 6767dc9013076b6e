import CEX
import ExecutionCore
import ExecutionRuntime
import Journal
import RiskControl
import TradingModel

/// A live loop at its start, or where its journal ends, with what was under way then.
struct LiveStart: Sendable {
  private(set) var loop: LiveLoop
  /// Chain transactions that were asked for and whose end nobody saw, in their order.
  private(set) var openTransactions: [ChainTransaction] = []
  /// Up to when each venue's ledger is in the opening balances, by the venue's clock.
  private(set) var ledgersOpened: [VenueID: Timestamp] = [:]
  /// The lines of the venues' ledgers that were told of, in their order.
  private(set) var ledgerEntries: [AccountEntry] = []
  private var trades: [OrderID: Set<UInt64>] = [:]
  private var sent: [OrderID: Timestamp] = [:]

  /// Takes again what the journal holds. Nothing is performed.
  ///
  /// - Throws: ``VenuesError`` (storeFailed) where the core goes another way than it did.
  init(_ loop: LiveLoop, recorder: JournalRecorder?) throws(VenuesError) {
    self.loop = loop
    guard let recorder else { return }
    var timers: [(timer: TimerID, time: Timestamp)] = []
    do {
      while let step = try recorder.nextStored() {
        let input = try step.input()
        note(input, &timers)
        for effect in try self.loop.takeAgain(input, at: step.time) {
          switch effect {
          case .submit(let approved): sent[approved.request.id] = step.time
          case .perform(let approved): openTransactions.append(approved.request)
          case .schedule(let timer, let time): timers.append((timer, time))
          default: break
          }
        }
      }
    } catch {
      throw VenuesError(store: error)
    }
    _ = self.loop.takeNews()
    for entry in timers { self.loop.schedule(entry.timer, at: entry.time) }
  }

  /// Whether the run has its opening balances already.
  var isOpen: Bool { loop.core.sequence > 0 }

  private mutating func note(
    _ input: Input, _ timers: inout [(timer: TimerID, time: Timestamp)]
  ) {
    switch input {
    case .venue(.fill(let fill)):
      if let order = fill.order { trades[order, default: []].insert(fill.tradeID) }
    case .venue(.accountRead(let venue, let through)): ledgersOpened[venue] = through
    case .venue(.accountEntry(let entry)): ledgerEntries.append(entry)
    case .venue(.chainResult(let result)): openTransactions.removeAll { $0.id == result.id }
    case .timer(let timer):
      if let index = timers.firstIndex(where: { $0.timer == timer }) { timers.remove(at: index) }
    default: break
    }
  }

  /// The orders that were sent to exchanges, or were about to be, in their order.
  var orders: [AdoptedOrder] {
    (0..<loop.core.orders.count).compactMap { index in
      let id = OrderID(UInt64(index) + 1)
      guard let tracked = loop.core.orders[id], let sent = sent[id] else { return nil }
      let isEnded = tracked.state.isTerminal || tracked.state == .anomaly
      return AdoptedOrder(
        order: tracked.order, sentAt: sent.nanoseconds / 1_000_000,
        venueOrderID: tracked.venueOrderID, trades: trades[id] ?? [], filled: tracked.filled,
        isEnded: isEnded, isCancelWanted: tracked.isCancelRequested,
        isTriggered: tracked.isTriggered)
    }
  }

  /// Gives the loop its ports.
  mutating func attach(_ port: any ExecutionPort) { loop.attach(port) }

  /// Takes inputs before the run's thread begins.
  mutating func take(_ inputs: [Input], at time: Timestamp) throws(VenuesError) {
    do {
      try loop.take(inputs, at: time)
    } catch {
      throw VenuesError(store: error)
    }
    if let reason = loop.haltReason {
      throw VenuesError(.staleData, code: "opening", message: "the run could not go on: \(reason)")
    }
  }
}
