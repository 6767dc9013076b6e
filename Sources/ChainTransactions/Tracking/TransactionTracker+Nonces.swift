import Ethereum
import FixedPoint
import TradingModel

/// Nonces and signatures.
extension TransactionTracker {
  mutating func take(_ intent: ChainIntent, into effects: inout [TransactionEffect]) {
    if let frozen {
      effects.append(
        .report(intent.action, .denied, nil, reason: "the account is frozen: \(frozen)"))
      return
    }
    waiting.append(intent)
  }

  /// Signs what has a nonce and no signature yet, and gives nonces to waiting intents while there
  /// is room and fees are known.
  mutating func pump(at time: Timestamp, into effects: inout [TransactionEffect]) {
    for nonce in nonces {
      guard let entry = inFlight[nonce], entry.state == .planned, entry.attempts.isEmpty else {
        continue
      }
      offer(nonce, entry.isCancelling ? .cancellation : .intent, into: &effects)
    }
    while frozen == nil, let intent = waiting.first {
      guard let fees else {
        if !effects.contains(.queryFees) { effects.append(.queryFees) }
        return
      }
      let unmined = inFlight.values.count { $0.awaitsInclusion || $0.state == .planned }
      guard unmined < rules.maximumInFlight else { return }
      waiting.removeFirst()
      do throws(FeeRefusal) {
        let quote = try feePolicy.quote(
          fees, urgency: intent.urgency, gasLimit: intent.gasLimit,
          ceiling: intent.maximumFeePerGas)
        let nonce = nextNonce
        nextNonce += 1
        inFlight[nonce] = TrackedTransaction(intent: intent, state: .planned, offeredAt: time)
        sign(nonce, .intent, quote, into: &effects)
      } catch {
        effects.append(.report(intent.action, .denied, nil, reason: "\(error)"))
      }
    }
  }

  /// Asks for a signature; one at a time for each nonce.
  mutating func sign(
    _ nonce: UInt64, _ purpose: TransactionAttempt.Purpose, _ quote: FeeQuote,
    into effects: inout [TransactionEffect]
  ) {
    guard let entry = inFlight[nonce], entry.signing == nil else { return }
    inFlight[nonce]?.signing = purpose
    let isIntent = purpose == .intent
    effects.append(
      .sign(
        action: entry.intent.action, purpose: purpose,
        FeeMarketTransaction(
          chainID: chainID, nonce: nonce, maxPriorityFeePerGas: quote.maxPriorityFeePerGas,
          maxFeePerGas: quote.maxFeePerGas,
          gasLimit: isIntent ? entry.intent.gasLimit : Self.emptyTransferGas,
          to: isIntent ? entry.intent.to : account,
          value: isIntent ? entry.intent.value : .zero, data: isIntent ? entry.intent.data : [],
          accessList: [])))
  }

  /// What a transfer without data uses.
  static let emptyTransferGas: UInt64 = 21_000

  mutating func signed(
    _ nonce: UInt64, _ attempt: TransactionAttempt, at time: Timestamp,
    into effects: inout [TransactionEffect]
  ) {
    guard let entry = inFlight[nonce], entry.signing == attempt.purpose else { return }
    inFlight[nonce]?.signing = nil
    if entry.isCancelling, entry.attempts.isEmpty, attempt.purpose == .intent {
      return release(nonce, reason: "given up before it was sent", into: &effects)
    }
    // A receipt may have come while the replacement was being signed: it is not sent then.
    guard entry.state == .planned || entry.awaitsInclusion else { return }
    inFlight[nonce]?.attempts.append(attempt)
    inFlight[nonce]?.offeredAt = time
    inFlight[nonce]?.offeredAtBlock = head?.number ?? 0
    nonceOfHash[attempt.hash] = nonce
    send(nonce, attempt, into: &effects)
  }

  /// Hands bytes to the broadcaster; from here on they may be anywhere.
  mutating func send(
    _ nonce: UInt64, _ attempt: TransactionAttempt, into effects: inout [TransactionEffect]
  ) {
    guard let intent = inFlight[nonce]?.intent else { return }
    if inFlight[nonce]?.state == .planned { change(nonce, to: .broadcast, into: &effects) }
    effects.append(
      .broadcast(hash: attempt.hash, raw: attempt.raw, isPrivate: intent.isPrivate))
  }

  mutating func failed(
    _ nonce: UInt64, _ reason: String, into effects: inout [TransactionEffect]
  ) {
    guard let entry = inFlight[nonce], entry.signing != nil else { return }
    inFlight[nonce]?.signing = nil
    if entry.signing == .cancellation {
      freeze("the signer will not use up nonce \(nonce): \(reason)", into: &effects)
    } else if entry.attempts.isEmpty {
      release(nonce, reason: reason, into: &effects)
    }
  }

  /// Ends an intent of which no byte is in any pool: its nonce is given back if it is the highest,
  /// and used up by an empty transfer if later ones wait behind it.
  mutating func release(
    _ nonce: UInt64, reason: String, into effects: inout [TransactionEffect]
  ) {
    guard inFlight[nonce] != nil else { return }
    if nonce + 1 == nextNonce {
      nextNonce = nonce
      change(nonce, to: .denied, reason: reason, into: &effects)
      return close(nonce, into: &effects)
    }
    inFlight[nonce]?.isCancelling = true
    offer(nonce, .cancellation, into: &effects)
  }
}
