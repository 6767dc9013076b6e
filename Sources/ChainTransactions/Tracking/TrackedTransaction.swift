import Ethereum
import TradingModel

/// An intent with its nonce and all that was signed for it.
public struct TrackedTransaction: Hashable, Sendable {
  /// What shall be mined.
  public let intent: ChainIntent
  /// Where it stands.
  public internal(set) var state: TransactionState
  /// What was signed at its nonce, oldest first.
  public internal(set) var attempts: [TransactionAttempt] = []
  /// The receipt that counts now.
  public internal(set) var receipt: TransactionReceipt?
  /// Whether it shall be given up.
  public internal(set) var isCancelling = false
  /// Whether a signature is being waited for, and its purpose.
  var signing: TransactionAttempt.Purpose?
  /// Whether an endpoint may hold bytes of this nonce: one took them, or did not say.
  var mayBeInPool = false
  /// Hashes that no node had a receipt of in this round of questions.
  var missing: Set<Hash32> = []
  /// Rounds in a row in which the nonce was used and none of our hashes was mined.
  var foreignSightings = 0
  /// When the first of those rounds was.
  var foreignSince: Timestamp?
  /// The head's number and the time of the last attempt.
  var offeredAtBlock: UInt64 = 0
  var offeredAt: Timestamp

  /// Whether nothing that may still happen concerns it.
  public var hasEnded: Bool { state == .final || state == .denied || state == .foreign }

  /// Whether it waits for a block.
  var awaitsInclusion: Bool { state == .broadcast || state == .pending }
}
