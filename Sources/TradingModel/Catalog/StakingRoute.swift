import FixedPoint

/// A staking protocol's pair of assets.
public struct StakingRoute: Hashable, Sendable {
  /// The staking venue.
  public let venue: VenueID
  /// The asset staked (ETH).
  public let stake: AssetID
  /// The asset received (weETH, wstETH).
  public let receive: AssetID
  /// Smallest stake, in units of the staked asset.
  public let minimum: Quantity
  /// Time the withdrawal queue takes.
  public let withdrawalDelay: TimeSpan

  /// Describes a route.
  public init(
    venue: VenueID, stake: AssetID, receive: AssetID, minimum: Quantity, withdrawalDelay: TimeSpan
  ) {
    self.venue = venue
    self.stake = stake
    self.receive = receive
    self.minimum = minimum
    self.withdrawalDelay = withdrawalDelay
  }
}
