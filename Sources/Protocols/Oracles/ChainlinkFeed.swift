import FixedPoint

/// A Chainlink price feed's scale and freshness (AggregatorV3Interface.sol).
public struct ChainlinkFeed: Hashable, Sendable {
  /// Decimals of the answer (8 for USD feeds, 18 for ETH feeds).
  public var decimals: Int
  /// Longest time between answers in seconds (3,600 for ETH/USD, 86,400 for stablecoins).
  public var heartbeat: UInt64

  /// A feed by its scale and heartbeat.
  public init(decimals: Int, heartbeat: UInt64) {
    self.decimals = decimals
    self.heartbeat = heartbeat
  }

  /// The price a round tells at `time` (Unix seconds), exact unless it has more than 18 decimals.
  ///
  /// - Throws: `invalidAnswer` for zero, a negative answer, an unfinished or carried-over round or
  ///   one from the future; `staleAnswer` beyond the heartbeat; `overflow` where it does not fit.
  public func price(
    of round: ChainlinkRound, at time: UInt64, rounding: Rounding
  ) throws(ProtocolMathError) -> Decimal18 {
    if round.answer.isNegative || round.answer.isZero || round.updatedAt == 0
      || round.answeredInRound < round.roundID || round.updatedAt > time
    {
      throw .invalidAnswer
    }
    if time &- round.updatedAt > heartbeat { throw .staleAnswer }
    guard let price = round.answer.magnitude.decimal(decimals: decimals, rounding: rounding) else {
      throw .overflow
    }
    return price
  }
}
