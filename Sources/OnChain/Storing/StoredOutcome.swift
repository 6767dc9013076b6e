import ChainTransactions
import TradingModel

/// What finally became of a call.
public struct StoredOutcome: Hashable, Sendable {
  /// The core's number of the call.
  public let action: ActionID
  /// The nonce that was used.
  public let nonce: UInt64
  /// How it ended: `final`, `reverted` or `cancelled`.
  public let state: TransactionState
  /// The receipt at its nonce.
  public let receipt: TransactionReceipt

  /// Describes an outcome.
  public init(
    action: ActionID, nonce: UInt64, state: TransactionState, receipt: TransactionReceipt
  ) {
    self.action = action
    self.nonce = nonce
    self.state = state
    self.receipt = receipt
  }
}
