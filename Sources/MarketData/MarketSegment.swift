/// Which market of a venue a series belongs to.
public enum MarketSegment: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Not a market: lending, staking, gas, oracles.
  case none = ""
  /// Spot, and pools of a decentralised exchange.
  case spot
  /// Perpetual swaps.
  case perpetual = "perp"

  /// Order of declaration.
  public static func < (left: MarketSegment, right: MarketSegment) -> Bool {
    left.rawValue < right.rawValue
  }
}
