import Ethereum

/// A token of the chain that the venues take and give.
public struct ChainToken: Hashable, Sendable {
  /// Symbol of the asset at the venues.
  public let symbol: String
  /// Its contract.
  public let contract: Address
  /// Its decimals.
  public let decimals: Int

  /// Describes a token.
  public init(symbol: String, contract: Address, decimals: Int) {
    self.symbol = symbol
    self.contract = contract
    self.decimals = decimals
  }
}
