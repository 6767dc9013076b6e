import FixedPoint

/// What `latestRoundData` answers.
public struct ChainlinkRound: Hashable, Sendable {
  /// The round's identifier (80 bits).
  public var roundID: UInt128
  /// The answer at the feed's decimals.
  public var answer: Int256
  /// When the round started, Unix seconds.
  public var startedAt: UInt64
  /// When the answer was computed, Unix seconds; 0 for a round that is not complete.
  public var updatedAt: UInt64
  /// The round the answer comes from.
  public var answeredInRound: UInt128

  /// A round by its five values.
  public init(
    roundID: UInt128, answer: Int256, startedAt: UInt64, updatedAt: UInt64,
    answeredInRound: UInt128
  ) {
    self.roundID = roundID
    self.answer = answer
    self.startedAt = startedAt
    self.updatedAt = updatedAt
    self.answeredInRound = answeredInRound
  }
}
