import Ethereum
import FixedPoint

/// What a receipt tells, as far as tracking needs it.
public struct TransactionReceipt: Hashable, Sendable {
  /// The transaction.
  public let hash: Hash32
  /// The block's number.
  public let blockNumber: UInt64
  /// The block's hash.
  public let blockHash: Hash32
  /// Whether it did not revert.
  public let succeeded: Bool
  /// Gas used.
  public let gasUsed: UInt64
  /// Wei paid a unit of gas.
  public let effectiveGasPrice: UInt256

  /// Describes a receipt.
  public init(
    hash: Hash32, blockNumber: UInt64, blockHash: Hash32, succeeded: Bool, gasUsed: UInt64,
    effectiveGasPrice: UInt256
  ) {
    self.hash = hash
    self.blockNumber = blockNumber
    self.blockHash = blockHash
    self.succeeded = succeeded
    self.gasUsed = gasUsed
    self.effectiveGasPrice = effectiveGasPrice
  }
}
