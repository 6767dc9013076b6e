/// What a chain costs and how fast it is.
public struct ChainDefinition: Hashable, Sendable {
  /// EIP-155 chain id.
  public var chainID: Int
  /// The asset gas is paid in.
  public var nativeAsset: String
  /// Its wrapped form.
  public var wrappedAsset: String
  /// Seconds between blocks.
  public var blockTimeSeconds: Int
  /// Confirmations after which a small leg may continue.
  public var confirmations: Int
  /// Gas by operation, sorted by name.
  public var gasUnits: [GasUse]

  /// Describes it.
  public init(
    chainID: Int,
    nativeAsset: String,
    wrappedAsset: String,
    blockTimeSeconds: Int,
    confirmations: Int,
    gasUnits: [GasUse]
  ) {
    self.chainID = chainID
    self.nativeAsset = nativeAsset
    self.wrappedAsset = wrappedAsset
    self.blockTimeSeconds = blockTimeSeconds
    self.confirmations = confirmations
    self.gasUnits = gasUnits
  }
}
