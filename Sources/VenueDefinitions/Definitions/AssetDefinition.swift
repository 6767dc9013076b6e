/// A coin without a contract on a known chain.
public struct AssetDefinition: Hashable, Sendable {
  /// Symbol as the issuer spells it.
  public var symbol: String
  /// Decimals of its smallest unit.
  public var decimals: Int

  /// Describes it.
  public init(
    symbol: String,
    decimals: Int
  ) {
    self.symbol = symbol
    self.decimals = decimals
  }
}
