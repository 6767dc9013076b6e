import Ethereum
import FixedPoint
import TradingModel

/// Follows the transactions of one account on one chain from intent to finality: gives out nonces,
/// offers and raises fees, keeps asking for every hash signed, and takes results back when their
/// block leaves the chain.
///
/// A value type without clock or I/O. Nonces follow each other without gaps, and each belongs to
/// one intent for good: a nonce is given back only while it is the highest and no byte of it can
/// have reached a pool. The rules are those of reliability.md 4.5 and EIP-1559.
public struct TransactionTracker: Sendable {
  /// The account.
  public let account: Address
  /// The chain's EIP-155 id.
  public let chainID: UInt64
  /// How transactions are followed.
  public let rules: TrackingRules
  /// How fees are offered.
  public let feePolicy: FeePolicy

  /// The next nonce to give out.
  public internal(set) var nextNonce: UInt64
  /// Nonce to transaction, for every nonce given out and not yet final.
  public internal(set) var inFlight: [UInt64: TrackedTransaction] = [:]
  /// Intents without a nonce, in their order.
  public internal(set) var waiting: [ChainIntent] = []
  /// Why nothing more is sent, nil while all is well.
  public internal(set) var frozen: String?

  var fees: FeeHistory?
  var head: ChainHead?
  var blocks: [UInt64: Hash32] = [:]
  var nonceOfHash: [Hash32: UInt64] = [:]

  /// A tracker of an account whose nonce at the latest block is `nextNonce`.
  public init(
    account: Address, chainID: UInt64, nextNonce: UInt64, rules: TrackingRules = TrackingRules(),
    feePolicy: FeePolicy = FeePolicy()
  ) {
    self.account = account
    self.chainID = chainID
    self.nextNonce = nextNonce
    self.rules = rules
    self.feePolicy = feePolicy
  }

  /// Takes an event in and appends what follows from it.
  public mutating func handle(
    _ event: TransactionEvent, at time: Timestamp, into effects: inout [TransactionEffect]
  ) {
    switch event {
    case .intend(let intent): take(intent, into: &effects)
    case .fees(let history): fees = history
    case .signed(let nonce, let attempt): signed(nonce, attempt, at: time, into: &effects)
    case .signingFailed(let nonce, let reason): failed(nonce, reason, into: &effects)
    case .broadcast(let hash, let answer): answered(hash, answer, at: time, into: &effects)
    case .head(let head): advance(to: head, at: time, into: &effects)
    case .finalized(let number): finalize(upTo: number, into: &effects)
    case .receipt(let receipt): mined(receipt, into: &effects)
    case .noReceipt(let hash, let nonce):
      missing(hash, accountNonce: nonce, at: time, into: &effects)
    case .cancel(let action): cancel(action, at: time, into: &effects)
    case .unfreeze(let nonce): unfreeze(nonce, into: &effects)
    case .tick:
      askForReceipts(into: &effects)
      raiseStuck(at: time, into: &effects)
    }
    pump(at: time, into: &effects)
  }

  /// The transaction of an intent that has a nonce.
  public func transaction(of action: ActionID) -> TrackedTransaction? {
    nonce(of: action).flatMap { inFlight[$0] }
  }

  /// The nonce of an intent that has one.
  public func nonce(of action: ActionID) -> UInt64? {
    inFlight.first { $0.value.intent.action == action }?.key
  }

  /// Nonces in flight, ascending.
  var nonces: [UInt64] { inFlight.keys.sorted() }

  mutating func change(
    _ nonce: UInt64, to state: TransactionState, reason: String = "",
    into effects: inout [TransactionEffect]
  ) {
    guard inFlight[nonce]?.state != state, let intent = inFlight[nonce]?.intent else { return }
    inFlight[nonce]?.state = state
    effects.append(.report(intent.action, state, inFlight[nonce]?.receipt, reason: reason))
  }

  mutating func freeze(_ reason: String, into effects: inout [TransactionEffect]) {
    guard frozen == nil else { return }
    frozen = reason
    effects.append(.freeze(reason: reason))
  }

  private mutating func unfreeze(_ nonce: UInt64, into effects: inout [TransactionEffect]) {
    frozen = nil
    for nonce in nonces where inFlight[nonce]?.state == .foreign { close(nonce, into: &effects) }
    nextNonce = max(nonce, (nonces.last ?? 0) + (inFlight.isEmpty ? 0 : 1))
  }
}
