/// The name of a series: what it is of and where it comes from.
public struct SeriesKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Lower case: `binance`, `bybit`, `okx`, `uniswap_v3`, `aave_v3`, `etherfi`, `lido`, `ethereum`.
  public var venue: String
  /// Without separators for markets (`ETHUSDT`); the asset (`weETH`), the pair of an oracle
  /// (`weETH_ETH`), or `gas`.
  public var symbol: String
  /// Which market of the venue.
  public var segment: MarketSegment
  /// What the rows are.
  public var kind: DataKind

  /// A name.
  public init(venue: String, symbol: String, segment: MarketSegment, kind: DataKind) {
    self.venue = venue
    self.symbol = symbol
    self.segment = segment
    self.kind = kind
  }

  /// `bybit/ETHUSDT/spot/bars`; the market is left out where there is none.
  public var description: String {
    [venue, symbol, segment.rawValue, kind.rawValue].filter { !$0.isEmpty }
      .joined(separator: "/")
  }

  private var bytes: [[UInt8]] {
    [venue, symbol, segment.rawValue, kind.rawValue].map { Array($0.utf8) }
  }

  /// By venue, symbol, market and kind, as bytes.
  public static func < (left: SeriesKey, right: SeriesKey) -> Bool {
    for (first, second) in zip(left.bytes, right.bytes) where first != second {
      return first.lexicographicallyPrecedes(second)
    }
    return false
  }
}
