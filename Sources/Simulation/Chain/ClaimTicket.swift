import FixedPoint
import TradingModel

/// A place in a staking protocol's withdrawal queue.
struct ClaimTicket: Hashable, Sendable {
  /// The staking venue.
  let venue: VenueID
  /// What will be paid out.
  let asset: AssetID
  /// How much, in token units.
  let amount: UInt256
  /// From when it may be claimed.
  let claimableAt: Timestamp
}
