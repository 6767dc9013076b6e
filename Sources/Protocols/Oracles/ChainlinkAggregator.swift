import Ethereum
import FixedPoint

/// Calls of Chainlink price feeds (AggregatorV3Interface.sol).
public enum ChainlinkAggregator {
  /// `abi/chainlink_feed.json`
  public static let interface = ContractInterface(json: EmbeddedABI.chainlinkFeed)

  /// `latestRoundData()`
  public static func latestRound() throws(ABIError) -> [UInt8] {
    try interface.call("latestRoundData")
  }

  /// Reads the answer of `latestRoundData`.
  public static func round(from data: [UInt8]) throws(ABIError) -> ChainlinkRound {
    let fields = try interface.results(of: "latestRoundData", data)
    guard fields.count == 5, let roundID = fields[0].unsigned, let answer = fields[1].signed,
      let startedAt = fields[2].unsigned.flatMap(UInt64.init(exactly:)),
      let updatedAt = fields[3].unsigned.flatMap(UInt64.init(exactly:)),
      let answeredInRound = fields[4].unsigned
    else { throw .wrongKind(expected: "latestRoundData") }
    return ChainlinkRound(
      roundID: roundID.low, answer: answer, startedAt: startedAt, updatedAt: updatedAt,
      answeredInRound: answeredInRound.low)
  }
}
