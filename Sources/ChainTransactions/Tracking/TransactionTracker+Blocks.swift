import Ethereum
import TradingModel

/// Heads, receipts, reorganisations and finality.
extension TransactionTracker {
  mutating func advance(
    to new: ChainHead, at time: Timestamp, into effects: inout [TransactionEffect]
  ) {
    // Heights come again after a reorganisation: what was above the new head, or below it with
    // another hash, is no longer the chain.
    for number in blocks.keys.sorted() where number >= new.number { blocks[number] = nil }
    if let number = new.number.subtractingIfPossible(1) {
      if blocks[number] != new.parent { forget(from: number) }
      blocks[number] = new.parent
    }
    blocks[new.number] = new.hash
    if let oldest = new.number.subtractingIfPossible(UInt64(rules.keptBlocks)) {
      for number in blocks.keys.sorted() where number < oldest { blocks[number] = nil }
    }
    head = new
    for nonce in nonces { recheck(nonce, into: &effects) }
    askForReceipts(into: &effects)
    effects.append(.queryFees)
    raiseStuck(at: time, into: &effects)
  }

  /// Asks for every hash that is not known to be in a block of the chain. Also without a new block:
  /// a node may give a receipt late.
  mutating func askForReceipts(into effects: inout [TransactionEffect]) {
    let asked = nonces.flatMap { nonce -> [Hash32] in
      guard let entry = inFlight[nonce], !entry.hasEnded else { return [] }
      let canonical = entry.receipt.map { blocks[$0.blockNumber] == $0.blockHash } ?? false
      return canonical ? [] : entry.attempts.map(\.hash)
    }
    if !asked.isEmpty { effects.append(.query(asked)) }
  }

  /// Drops remembered blocks up to a number whose hash turned out another: their ancestors may
  /// have changed too.
  private mutating func forget(from number: UInt64) {
    guard blocks[number] != nil else { return }
    for known in blocks.keys.sorted() where known <= number { blocks[known] = nil }
  }

  /// Takes a mined result back if its block is known not to be on the chain, and moves on the
  /// confirmations otherwise.
  private mutating func recheck(_ nonce: UInt64, into effects: inout [TransactionEffect]) {
    guard let entry = inFlight[nonce], let receipt = entry.receipt, !entry.hasEnded, let head else {
      return
    }
    let known = blocks[receipt.blockNumber]
    if receipt.blockNumber > head.number || known != nil && known != receipt.blockHash {
      takeBack(nonce, into: &effects)
    } else if known == receipt.blockHash {
      confirm(nonce, into: &effects)
    }
  }

  /// The block left the chain: the transaction is unmined and its bytes are sent again.
  private mutating func takeBack(_ nonce: UInt64, into effects: inout [TransactionEffect]) {
    guard let last = inFlight[nonce]?.attempts.last else { return }
    inFlight[nonce]?.receipt = nil
    change(nonce, to: .pending, reason: "its block left the chain", into: &effects)
    send(nonce, last, into: &effects)
  }

  mutating func mined(_ receipt: TransactionReceipt, into effects: inout [TransactionEffect]) {
    guard let nonce = nonceOfHash[receipt.hash], let entry = inFlight[nonce], !entry.hasEnded else {
      return
    }
    if let known = blocks[receipt.blockNumber], known != receipt.blockHash { return }
    guard entry.receipt != receipt else { return confirm(nonce, into: &effects) }
    inFlight[nonce]?.receipt = receipt
    inFlight[nonce]?.foreignSightings = 0
    inFlight[nonce]?.foreignSince = nil
    inFlight[nonce]?.missing = []
    // Mined again in another block is news, also where the state's name stays the same.
    inFlight[nonce]?.state = .pending
    change(nonce, to: .mined, into: &effects)
    confirm(nonce, into: &effects)
  }

  private mutating func confirm(_ nonce: UInt64, into effects: inout [TransactionEffect]) {
    guard let entry = inFlight[nonce], entry.state == .mined, let receipt = entry.receipt,
      let depth = head?.number.subtractingIfPossible(receipt.blockNumber),
      depth + 1 >= rules.confirmations
    else { return }
    act(on: receipt, at: nonce, into: &effects)
  }

  /// Says what became of the intent whose nonce a confirmed receipt used.
  private mutating func act(
    on receipt: TransactionReceipt, at nonce: UInt64, into effects: inout [TransactionEffect]
  ) {
    let attempt = inFlight[nonce]?.attempts.first { $0.hash == receipt.hash }
    if attempt?.purpose == .cancellation {
      change(nonce, to: .cancelled, into: &effects)
    } else {
      change(nonce, to: receipt.succeeded ? .confirmed : .reverted, into: &effects)
    }
  }

  mutating func missing(
    _ hash: Hash32, accountNonce: UInt64, at time: Timestamp,
    into effects: inout [TransactionEffect]
  ) {
    guard let nonce = nonceOfHash[hash], let entry = inFlight[nonce], !entry.hasEnded else {
      return
    }
    inFlight[nonce]?.missing.insert(hash)
    if let receipt = entry.receipt {
      if receipt.hash == hash, blocks[receipt.blockNumber] != receipt.blockHash {
        takeBack(nonce, into: &effects)
      }
      return
    }
    let everyOne = entry.attempts.allSatisfy { inFlight[nonce]?.missing.contains($0.hash) ?? false }
    guard everyOne else { return }
    inFlight[nonce]?.missing = []
    guard accountNonce > nonce else {
      inFlight[nonce]?.foreignSightings = 0
      inFlight[nonce]?.foreignSince = nil
      return
    }
    let since = entry.foreignSince ?? time
    inFlight[nonce]?.foreignSince = since
    inFlight[nonce]?.foreignSightings += 1
    // A node may know the new nonce before it knows the receipt.
    guard entry.foreignSightings > 1, time.since(since) >= rules.foreignAfter else { return }
    let reason = "nonce \(nonce) was used by a transaction that is not ours"
    change(nonce, to: .foreign, reason: reason, into: &effects)
    freeze(reason, into: &effects)
  }

  mutating func finalize(upTo number: UInt64, into effects: inout [TransactionEffect]) {
    for nonce in nonces {
      guard let entry = inFlight[nonce], let receipt = entry.receipt,
        receipt.blockNumber <= number,
        blocks[receipt.blockNumber] ?? receipt.blockHash
          == receipt.blockHash
      else { continue }
      if entry.state == .mined { act(on: receipt, at: nonce, into: &effects) }
      if inFlight[nonce]?.state == .confirmed { change(nonce, to: .final, into: &effects) }
      close(nonce, into: &effects)
    }
  }

  /// Forgets a nonce whose outcome is settled.
  mutating func close(_ nonce: UInt64, into effects: inout [TransactionEffect]) {
    guard let entry = inFlight.removeValue(forKey: nonce) else { return }
    for attempt in entry.attempts { nonceOfHash[attempt.hash] = nil }
    effects.append(.close(nonce: nonce, entry.intent.action, entry.state, entry.receipt))
  }
}

extension UInt64 {
  /// The difference, nil below zero.
  func subtractingIfPossible(_ other: UInt64) -> UInt64? { self >= other ? self - other : nil }
}
