import Ethereum

/// A native coin or token of a chain.
public struct TokenDefinition: Hashable, Sendable {
  /// Symbol as the issuer spells it.
  public var symbol: String
  /// Decimals of its smallest unit.
  public var decimals: Int
  /// Its contract; nil for the native coin.
  public var address: Address?
  /// The asset one unit always equals (WETH: ETH).
  public var peggedTo: String?
  /// The asset one unit is worth a growing rate of (weETH: eETH).
  public var rateOf: String?

  /// Describes it.
  public init(
    symbol: String,
    decimals: Int,
    address: Address? = nil,
    peggedTo: String? = nil,
    rateOf: String? = nil
  ) {
    self.symbol = symbol
    self.decimals = decimals
    self.address = address
    self.peggedTo = peggedTo
    self.rateOf = rateOf
  }
}
