import Ethereum
import JSON

/// A log and where it is in the chain.
public struct MinedLog: Hashable, Sendable {
  /// What was written.
  public let log: Log
  /// The block.
  public let blockNumber: UInt64
  /// The block's hash.
  public let blockHash: Hash32
  /// The log's place in its block.
  public let index: UInt64
  /// Whether a reorganisation took it back.
  public let isRemoved: Bool

  /// What makes it one and the same log, however often it is told.
  public struct Identity: Hashable, Sendable {
    /// The block's hash.
    public let blockHash: Hash32
    /// The log's place in its block.
    public let index: UInt64
  }

  /// What makes it one and the same log.
  public var identity: Identity { Identity(blockHash: blockHash, index: index) }

  /// Describes a log.
  public init(
    _ log: Log, blockNumber: UInt64, blockHash: Hash32, index: UInt64, isRemoved: Bool = false
  ) {
    self.log = log
    self.blockNumber = blockNumber
    self.blockHash = blockHash
    self.index = index
    self.isRemoved = isRemoved
  }

  init?(_ node: JSONNode) {
    guard let log = Log(node), let number = Quantities.uint64(node["blockNumber"]),
      let hash = Quantities.hash(node["blockHash"]), let index = Quantities.uint64(node["logIndex"])
    else { return nil }
    self.init(
      log, blockNumber: number, blockHash: hash, index: index,
      isRemoved: node["removed"]?.truth ?? false)
  }
}
