import TradingModel

/// The head of one entry of the ledger.
public struct LedgerEntry: Hashable, Sendable {
  /// Sequence number of the input that led to it.
  public let sequence: UInt64
  /// Time of that input.
  public let time: Timestamp
  /// What it came from.
  public let source: LedgerSource
  let firstRecord: Int
  /// How many records it has.
  public internal(set) var recordCount: Int
}
