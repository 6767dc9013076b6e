import FixedPoint

/// What a chain needs to be simulated and paid for.
public struct ChainProfile: Hashable, Sendable {
  /// The chain's venue id.
  public let chain: VenueID
  /// EIP-155 chain id.
  public let chainNumber: UInt64
  /// The asset gas is paid in.
  public let nativeAsset: AssetID
  /// Its wrapped form (WETH).
  public let wrappedAsset: AssetID
  /// Time between blocks.
  public let blockTime: TimeSpan
  /// Confirmations after which a small leg may continue.
  public let confirmations: Int
  /// Gas used per operation, ``ChainOperation`` → gas units.
  public let gasUnits: [ChainOperation: UInt64]

  /// Describes a chain.
  public init(
    chain: VenueID, chainNumber: UInt64, nativeAsset: AssetID, wrappedAsset: AssetID,
    blockTime: TimeSpan, confirmations: Int, gasUnits: [ChainOperation: UInt64]
  ) {
    self.chain = chain
    self.chainNumber = chainNumber
    self.nativeAsset = nativeAsset
    self.wrappedAsset = wrappedAsset
    self.blockTime = blockTime
    self.confirmations = confirmations
    self.gasUnits = gasUnits
  }
}
