import Ethereum

/// Which logs were told, so that each is told once, and told again as removed when a reorganisation
/// took it back, whoever notices first: the stream, or a later reading of the range.
public struct LogBook: Hashable, Sendable {
  private var known: [MinedLog.Identity: MinedLog] = [:]
  private let kept: UInt64

  /// A book that remembers the logs of so many of the newest blocks.
  public init(keptBlocks: UInt64 = 256) { kept = keptBlocks }

  /// What is told of a log that a stream brought; nil for one that is known already, and for the
  /// removal of one that was never told.
  public mutating func take(_ log: MinedLog) -> MinedLog? {
    if log.isRemoved { return known.removeValue(forKey: log.identity)?.removed }
    guard known[log.identity] == nil else { return nil }
    known[log.identity] = log
    forget(before: log.blockNumber)
    return log
  }

  /// What is told of a whole range of blocks, read from the chain as it is now: what the range no
  /// longer has was removed, newest first; what is new in it comes after.
  public mutating func take(
    _ logs: [MinedLog], from first: UInt64, through last: UInt64
  ) -> [MinedLog] {
    let present = Set(logs.map(\.identity))
    let gone = known.values.filter {
      $0.blockNumber >= first && $0.blockNumber <= last && !present.contains($0.identity)
    }
    let removed = gone.sorted {
      ($0.blockNumber, $0.index) > ($1.blockNumber, $1.index)
    }
    for log in removed { known[log.identity] = nil }
    return removed.map(\.removed) + logs.compactMap { take($0) }
  }

  private mutating func forget(before newest: UInt64) {
    guard newest > kept, known.count > 1_024 else { return }
    known = known.filter { $0.value.blockNumber >= newest - kept }
  }
}

extension MinedLog {
  /// The same log, taken back.
  fileprivate var removed: MinedLog {
    MinedLog(log, blockNumber: blockNumber, blockHash: blockHash, index: index, isRemoved: true)
  }
}
