import Ethereum
import FixedPoint
import TradingModel

/// What the tracker asks for. Effects are performed only after the events that led to them are
/// durable.
public enum TransactionEffect: Hashable, Sendable {
  /// Sign a transaction of type 2.
  case sign(
    action: ActionID, purpose: TransactionAttempt.Purpose, FeeMarketTransaction)
  /// Send these bytes to every endpoint that may see them.
  case broadcast(hash: Hash32, raw: [UInt8], isPrivate: Bool)
  /// Ask for the receipts of these hashes and then for the account's nonce.
  case query([Hash32])
  /// Ask for `eth_feeHistory`.
  case queryFees
  /// An intent's state changed; the receipt where it is mined.
  case report(ActionID, TransactionState, TransactionReceipt?, reason: String)
  /// Nothing more can happen to a nonce: its outcome is final, or it was given back. What was
  /// stored for it need not be taken up again.
  case close(nonce: UInt64, ActionID, TransactionState, TransactionReceipt?)
  /// Something is wrong that only an operator can settle: nothing more is sent from the account.
  case freeze(reason: String)
}
