import FixedPoint

/// What `eth_feeHistory` tells of recent blocks, in wei.
public struct FeeHistory: Hashable, Sendable {
  /// The base fee of the next block; exact.
  public var nextBaseFee: UInt256
  /// For each block, oldest first, the priority fees paid at ``FeePolicy/percentiles``, ascending.
  public var rewards: [[UInt256]]

  /// A history by its parts.
  public init(nextBaseFee: UInt256, rewards: [[UInt256]]) {
    self.nextBaseFee = nextBaseFee
    self.rewards = rewards
  }
}
