import ChainTransactions
import Ethereum
import TradingModel

/// A signed transaction as it is made durable before any byte of it leaves.
public struct StoredAttempt: Hashable, Sendable {
  /// The call it belongs to.
  public let intent: ChainIntent
  /// Its nonce.
  public let nonce: UInt64
  /// What was signed.
  public let attempt: TransactionAttempt

  /// Describes an attempt.
  public init(intent: ChainIntent, nonce: UInt64, attempt: TransactionAttempt) {
    self.intent = intent
    self.nonce = nonce
    self.attempt = attempt
  }
}
