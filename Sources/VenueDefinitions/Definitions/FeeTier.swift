import FixedPoint

/// Fees of one customer tier, as fractions of notional.
public struct FeeTier: Hashable, Sendable {
  /// The venue's name for it.
  public var name: String
  /// Fee for adding liquidity; negative for a rebate.
  public var maker: Rate
  /// Fee for taking liquidity.
  public var taker: Rate

  /// Describes it.
  public init(
    name: String,
    maker: Rate,
    taker: Rate
  ) {
    self.name = name
    self.maker = maker
    self.taker = taker
  }
}
