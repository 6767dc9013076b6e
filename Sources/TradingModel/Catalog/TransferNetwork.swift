import FixedPoint

/// One way an asset leaves or reaches an exchange.
public struct TransferNetwork: Hashable, Sendable {
  /// The exchange.
  public let venue: VenueID
  /// The asset moved.
  public let asset: AssetID
  /// The network's name in instructions: `ETH`, `ERC20`.
  public let network: String
  /// The chain it runs on.
  public let chain: VenueID
  /// Fee the exchange keeps from a withdrawal, in asset units.
  public let withdrawalFee: Quantity
  /// Smallest withdrawal, in asset units.
  public let withdrawalMinimum: Quantity
  /// Time from request to the transaction on chain.
  public let withdrawalDelay: TimeSpan
  /// Confirmations until a deposit is credited.
  public let depositConfirmations: Int
  /// Smallest deposit that is credited, in asset units.
  public let depositMinimum: Quantity

  /// Describes a network.
  public init(
    venue: VenueID, asset: AssetID, network: String, chain: VenueID, withdrawalFee: Quantity,
    withdrawalMinimum: Quantity, withdrawalDelay: TimeSpan, depositConfirmations: Int,
    depositMinimum: Quantity
  ) {
    self.venue = venue
    self.asset = asset
    self.network = network
    self.chain = chain
    self.withdrawalFee = withdrawalFee
    self.withdrawalMinimum = withdrawalMinimum
    self.withdrawalDelay = withdrawalDelay
    self.depositConfirmations = depositConfirmations
    self.depositMinimum = depositMinimum
  }
}
