import Ethereum
import FixedPoint
import TradingModel

/// What nodes say of the bytes, and higher offers.
extension TransactionTracker {
  mutating func answered(
    _ hash: Hash32, _ answer: BroadcastAnswer, at time: Timestamp,
    into effects: inout [TransactionEffect]
  ) {
    guard let nonce = nonceOfHash[hash], let entry = inFlight[nonce], entry.awaitsInclusion else {
      return
    }
    switch answer {
    case .accepted, .alreadyKnown:
      inFlight[nonce]?.mayBeInPool = true
      change(nonce, to: .pending, into: &effects)
    case .nonceTooLow:
      effects.append(.query(entry.attempts.map(\.hash)))
      inFlight[nonce]?.mayBeInPool = true
    case .underpriced, .refused(.belowMinimumPrice):
      offer(nonce, entry.isCancelling ? .cancellation : .intent, into: &effects)
    case .refused(let refusal):
      guard !refusal.mayPassLater, entry.attempts.count == 1, !entry.mayBeInPool else { return }
      if entry.attempts[0].purpose == .cancellation {
        return freeze("nonce \(nonce) cannot be used up: \(refusal.rawValue)", into: &effects)
      }
      release(nonce, reason: "refused by every node: \(refusal.rawValue)", into: &effects)
    case .unknown:
      inFlight[nonce]?.mayBeInPool = true
    }
  }

  /// Signs a transaction with higher fees at the same nonce, if the rules and the policy allow one
  /// more. What it cannot afford goes on waiting; nothing is given up.
  mutating func offer(
    _ nonce: UInt64, _ purpose: TransactionAttempt.Purpose,
    into effects: inout [TransactionEffect]
  ) {
    guard frozen == nil, let fees, let entry = inFlight[nonce], entry.signing == nil,
      entry.attempts.count <= rules.maximumReplacements
    else { return }
    let gas = purpose == .intent ? entry.intent.gasLimit : Self.emptyTransferGas
    let ceiling = entry.intent.maximumFeePerGas
    let quote: FeeQuote?
    if let last = entry.attempts.last {
      quote = try? feePolicy.replacement(
        of: last.fees, nextBaseFee: fees.nextBaseFee, gasLimit: gas, ceiling: ceiling)
    } else {
      quote = try? feePolicy.quote(
        fees, urgency: entry.intent.urgency, gasLimit: gas, ceiling: ceiling)
    }
    guard let quote else { return }
    sign(nonce, purpose, quote, into: &effects)
  }

  /// Sends again what no node holds yet, and offers more for what has waited too long.
  mutating func raiseStuck(at time: Timestamp, into effects: inout [TransactionEffect]) {
    let waiting = nonces.filter { inFlight[$0]?.awaitsInclusion ?? false }
    for nonce in waiting {
      guard let entry = inFlight[nonce], let last = entry.attempts.last else { continue }
      let blocks = (head?.number ?? 0).subtractingReportingOverflow(entry.offeredAtBlock)
      let isOld =
        !blocks.overflow && blocks.partialValue >= rules.stuckBlocks
        || time.since(entry.offeredAt) >= rules.stuckAfter
      let isTooCheap = fees.map { last.fees.maxFeePerGas < $0.nextBaseFee } ?? false
      if isOld, nonce == waiting.first || isTooCheap {
        offer(nonce, entry.isCancelling ? .cancellation : .intent, into: &effects)
      }
      let isBeingReplaced = inFlight[nonce]?.signing != nil
      if !isBeingReplaced, isOld || entry.state == .broadcast { send(nonce, last, into: &effects) }
    }
  }

  /// Gives an intent up: without a nonce it is dropped, otherwise an empty transfer competes for
  /// its nonce. Which of the two is mined, the chain decides.
  mutating func cancel(
    _ action: ActionID, at time: Timestamp, into effects: inout [TransactionEffect]
  ) {
    if let index = waiting.firstIndex(where: { $0.action == action }) {
      waiting.remove(at: index)
      effects.append(.report(action, .denied, nil, reason: "given up before it was sent"))
      return
    }
    guard let nonce = nonce(of: action), let entry = inFlight[nonce], !entry.isCancelling,
      entry.awaitsInclusion || entry.state == .planned
    else { return }
    inFlight[nonce]?.isCancelling = true
    if entry.attempts.isEmpty { return }
    offer(nonce, .cancellation, into: &effects)
  }
}
