import Ethereum
import FixedPoint

/// A block at the top of the chain.
public struct ChainHead: Hashable, Sendable {
  /// Its number.
  public let number: UInt64
  /// Its hash.
  public let hash: Hash32
  /// Its parent's hash.
  public let parent: Hash32

  /// Describes a head.
  public init(number: UInt64, hash: Hash32, parent: Hash32) {
    self.number = number
    self.hash = hash
    self.parent = parent
  }
}
