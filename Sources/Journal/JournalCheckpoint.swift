import TradingModel

/// Where a run stands after a batch.
public struct JournalCheckpoint: Hashable, Sendable {
  /// Digest of the core's state after the last input.
  public let stateHash: String
  /// The instant the run has reached, which may be later than its last input.
  public let clock: Timestamp

  /// Describes a checkpoint.
  public init(stateHash: String, clock: Timestamp) {
    self.stateHash = stateHash
    self.clock = clock
  }
}
