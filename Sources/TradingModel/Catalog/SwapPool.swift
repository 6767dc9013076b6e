import FixedPoint

/// A pool of a swap protocol.
public struct SwapPool: Hashable, Sendable {
  /// The swap venue.
  public let venue: VenueID
  /// One asset of the pool.
  public let first: AssetID
  /// The other asset.
  public let second: AssetID
  /// Fee as a fraction of the input (0.0005 = 5 bps).
  public let fee: Rate

  /// Describes a pool.
  public init(venue: VenueID, first: AssetID, second: AssetID, fee: Rate) {
    self.venue = venue
    self.first = first
    self.second = second
    self.fee = fee
  }
}
