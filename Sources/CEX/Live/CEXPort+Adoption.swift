import Synchronization
import TradingModel

extension CEXPort {
  /// Takes over the orders of an earlier process of the same run, each to be looked up at once by
  /// its client id. Call before anything is sent.
  public func adopt(_ adopted: [AdoptedOrder]) {
    let window = session.receiveWindow + LiveOrder.margin
    step { orders, now, effects in
      for order in adopted {
        orders.adopt(
          order, self.catalog[order.order.instrument], provableAt: now + window, at: now,
          into: &effects)
      }
    }
  }

  /// Waits until the venue has told how every order taken over stands and what its ledger has;
  /// false where it did not in time. For starting only.
  public func waitForReconciliation(seconds: Int) -> Bool {
    var left = seconds * 50
    while !(orders.withLock { $0.isReconciled } && isLedgerRead) {
      guard left > 0 else { return false }
      LiveTicker.pause(0.02)
      left -= 1
    }
    return true
  }
}
