import FixedPoint

/// One way an asset leaves or reaches an exchange.
public struct NetworkDefinition: Hashable, Sendable {
  /// The asset moved.
  public var asset: String
  /// Name in instructions: `ETH`, `ERC20`.
  public var network: String
  /// The venue's own name.
  public var venueNetwork: String
  /// The chain it runs on; a venue id where we know the chain.
  public var chain: String
  /// Fee the exchange keeps, in asset units.
  public var withdrawalFee: Quantity
  /// Smallest withdrawal, in asset units.
  public var withdrawalMinimum: Quantity
  /// Seconds from request to the transaction on chain.
  public var withdrawalDelaySeconds: Int
  /// Confirmations until a deposit is credited.
  public var depositConfirmations: Int
  /// Smallest deposit credited, in asset units.
  public var depositMinimum: Quantity

  /// Describes it.
  public init(
    asset: String,
    network: String,
    venueNetwork: String,
    chain: String,
    withdrawalFee: Quantity,
    withdrawalMinimum: Quantity,
    withdrawalDelaySeconds: Int,
    depositConfirmations: Int,
    depositMinimum: Quantity
  ) {
    self.asset = asset
    self.network = network
    self.venueNetwork = venueNetwork
    self.chain = chain
    self.withdrawalFee = withdrawalFee
    self.withdrawalMinimum = withdrawalMinimum
    self.withdrawalDelaySeconds = withdrawalDelaySeconds
    self.depositConfirmations = depositConfirmations
    self.depositMinimum = depositMinimum
  }
}
