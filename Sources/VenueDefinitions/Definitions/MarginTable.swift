import TradingModel

/// Margin tiers of one perpetual.
public struct MarginTable: Hashable, Sendable {
  /// Unified symbol of the instrument.
  public var symbol: String
  /// Tiers without gaps, ascending from a floor of zero.
  public var tiers: [MarginTier]

  /// Describes it.
  public init(
    symbol: String,
    tiers: [MarginTier]
  ) {
    self.symbol = symbol
    self.tiers = tiers
  }
}
