import TradingModel

/// Fees of one market, the lowest customer tier first.
public struct FeeSchedule: Hashable, Sendable {
  /// The market.
  public var market: Market
  /// The coin a buy's fee is taken in.
  public var buyFeeCoin: FeeCoin
  /// The coin a sell's fee is taken in.
  public var sellFeeCoin: FeeCoin
  /// Tiers; at least one.
  public var tiers: [FeeTier]

  /// Describes it.
  public init(
    market: Market,
    buyFeeCoin: FeeCoin,
    sellFeeCoin: FeeCoin,
    tiers: [FeeTier]
  ) {
    self.market = market
    self.buyFeeCoin = buyFeeCoin
    self.sellFeeCoin = sellFeeCoin
    self.tiers = tiers
  }
}
