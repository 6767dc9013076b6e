import FixedPoint
import TradingModel

/// What has come of a transaction so far.
struct StepContext: Sendable {
  /// A flash loan to be repaid at the end.
  struct FlashLoan: Sendable {
    let venue: VenueID
    let asset: AssetID
    let amount: UInt256
    let premium: UInt256
  }

  let wallet: Int
  let chain: ChainProfile
  let now: Timestamp
  var movements: [Movement] = []
  var received: [ChainOutput?] = []
  var loans: [FlashLoan] = []
}
