import Ethereum
import FixedPoint
import TradingModel

/// What the tracker of one account is told. What money rests on (receipts, nonces) is what enough
/// endpoints agree on; that is the caller's to see to.
public enum TransactionEvent: Hashable, Sendable {
  /// Carry this out.
  case intend(ChainIntent)
  /// Fees moved on.
  case fees(FeeHistory)
  /// The transaction asked for is signed and its bytes are durable.
  case signed(nonce: UInt64, TransactionAttempt)
  /// The signer would not sign.
  case signingFailed(nonce: UInt64, reason: String)
  /// What sending an attempt came to.
  case broadcast(hash: Hash32, BroadcastAnswer)
  /// A new top of the chain; of a reorganisation the new tops come in ascending order.
  case head(ChainHead)
  /// Blocks up to this number are final.
  case finalized(blockNumber: UInt64)
  /// A receipt.
  case receipt(TransactionReceipt)
  /// No node knows a receipt of this hash. `accountNonce` is the account's transaction count at the
  /// latest block, asked for after the receipt.
  case noReceipt(hash: Hash32, accountNonce: UInt64)
  /// Give the intent up if it can still be stopped.
  case cancel(ActionID)
  /// The operator has settled a foreign transaction: go on from this nonce.
  case unfreeze(nextNonce: UInt64)
  /// Time has passed.
  case tick
}
