import FixedPoint

/// A staking protocol's pair of assets.
public struct StakingDefinition: Hashable, Sendable {
  /// The asset staked.
  public var stake: String
  /// The asset received.
  public var receive: String
  /// Smallest stake, in units of the staked asset.
  public var minimum: Quantity
  /// Seconds the withdrawal queue takes.
  public var withdrawalDelaySeconds: Int
  /// Smallest withdrawal request.
  public var withdrawalMinimum: Quantity?
  /// Largest single withdrawal request.
  public var withdrawalMaximum: Quantity?

  /// Describes it.
  public init(
    stake: String,
    receive: String,
    minimum: Quantity,
    withdrawalDelaySeconds: Int,
    withdrawalMinimum: Quantity? = nil,
    withdrawalMaximum: Quantity? = nil
  ) {
    self.stake = stake
    self.receive = receive
    self.minimum = minimum
    self.withdrawalDelaySeconds = withdrawalDelaySeconds
    self.withdrawalMinimum = withdrawalMinimum
    self.withdrawalMaximum = withdrawalMaximum
  }
}
