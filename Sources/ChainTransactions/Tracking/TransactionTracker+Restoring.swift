import Ethereum
import FixedPoint
import TradingModel

/// Going on after a restart.
extension TransactionTracker {
  /// Takes up what was signed before a restart. All of it may be in a pool or mined: it is asked
  /// for and sent again with the same bytes. A nonce between the chain's count and the highest ours
  /// that nothing was signed for is used up by an empty transfer, because later ones wait for it.
  ///
  /// Call it before any event. `signed` holds the intents whose end is not yet final, with their
  /// nonces and attempts.
  public mutating func restore(
    _ signed: [(nonce: UInt64, intent: ChainIntent, attempts: [TransactionAttempt])],
    at time: Timestamp, into effects: inout [TransactionEffect]
  ) {
    let chainNonce = nextNonce
    for entry in signed {
      var tracked = TrackedTransaction(intent: entry.intent, state: .broadcast, offeredAt: time)
      tracked.attempts = entry.attempts
      tracked.mayBeInPool = true
      tracked.isCancelling = entry.attempts.last?.purpose == .cancellation
      inFlight[entry.nonce] = tracked
      for attempt in entry.attempts { nonceOfHash[attempt.hash] = entry.nonce }
      nextNonce = max(nextNonce, entry.nonce + 1)
    }
    for nonce in chainNonce..<max(chainNonce, nextNonce) where inFlight[nonce] == nil {
      let filler = ChainIntent(
        action: ActionID(0), to: account, value: .zero, data: [], gasLimit: Self.emptyTransferGas)
      var tracked = TrackedTransaction(intent: filler, state: .planned, offeredAt: time)
      tracked.isCancelling = true
      inFlight[nonce] = tracked
    }
    let hashes = nonces.flatMap { inFlight[$0]?.attempts.map(\.hash) ?? [] }
    if !hashes.isEmpty { effects.append(.query(hashes)) }
    effects.append(.queryFees)
    for nonce in nonces {
      if let last = inFlight[nonce]?.attempts.last { send(nonce, last, into: &effects) }
    }
  }
}
