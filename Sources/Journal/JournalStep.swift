import TradingModel

/// A stored input with the effects it led to.
public struct JournalStep: Hashable, Sendable {
  /// From 1, without gaps.
  public let sequence: UInt64
  /// When it was taken.
  public let time: Timestamp
  /// The stored text of the input.
  public let text: String
  /// What followed from it, in order.
  public internal(set) var effects: [JournalEffect]

  /// The input.
  public func input() throws(JournalError) -> Input { try InputText.decode(text) }
}
