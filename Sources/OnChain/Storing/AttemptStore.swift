import ChainTransactions
import TradingModel

/// Where signed transactions are durable. `save` returns only when the attempt would survive a
/// power cut.
public protocol AttemptStore: Sendable {
  /// Makes an attempt durable.
  func save(_ attempt: StoredAttempt) throws
  /// Notes that a nonce's outcome is final; its attempts need not be asked for again.
  func close(nonce: UInt64, state: TransactionState, receipt: TransactionReceipt?) throws
  /// Every attempt whose nonce is not closed, by nonce and then by age.
  func open() throws -> [StoredAttempt]
  /// What became of the closed nonces that a transaction was mined for: a call that is asked for
  /// again after a restart is answered from here and never signed a second time.
  func closed() throws -> [StoredOutcome]
}
