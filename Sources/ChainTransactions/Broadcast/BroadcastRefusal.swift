/// A node's definite no to a raw transaction.
public enum BroadcastRefusal: String, Hashable, Codable, Sendable, CaseIterable {
  /// The gas limit is below what the transaction costs before any code runs.
  case intrinsicGasTooLow
  /// The gas limit is below the calldata floor (EIP-7623).
  case floorGasTooLow
  /// The account cannot pay value and gas.
  case insufficientFunds
  /// The tip exceeds the fee cap.
  case tipAboveFeeCap
  /// The gas limit exceeds the block's or the transaction's (EIP-7825).
  case gasLimitTooHigh
  /// The whole fee exceeds the node's own cap.
  case feeAboveNodeCap
  /// The signature, chain id or type is not acceptable.
  case invalid
  /// The price is below what the node takes at all.
  case belowMinimumPrice
  /// The transaction is too large.
  case oversized
  /// A delegated account may have only one transaction in flight (EIP-7702).
  case delegatedAccountBusy
  /// The node's pool, or the account's share of it, is full.
  case poolFull

  /// Whether the same bytes may be taken a little later.
  public var mayPassLater: Bool { self == .poolFull || self == .delegatedAccountBusy }
}
