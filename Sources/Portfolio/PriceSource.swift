import TradingModel

/// Where an asset's price comes from: a factor times the price of a parent asset. A source of lower
/// order is preferred.
struct PriceSource: Sendable {
  /// Preference among sources, then the lowest instrument.
  enum Rank: UInt64 {
    /// A peg or a protocol rate of the backing asset.
    case backing
    /// A spot market in the reporting currency.
    case spot
    /// A spot market in another currency.
    case crossSpot
    /// An oracle.
    case oracle
    /// A perpetual.
    case perp
    /// A spot market of the reporting currency itself, inverted.
    case inverseSpot
    /// An oracle price of the reporting currency itself, inverted.
    case inverseOracle
    /// A perpetual on the reporting currency itself, inverted.
    case inversePerp
  }

  /// Rank, then instrument; all bits set where there is no source.
  var order: UInt64
  /// Index of the asset the factor is in units of.
  var parent: Int
  /// Units of the parent per unit, at 1e-18.
  var factor: Int128

  static let none = PriceSource(order: .max, parent: -1, factor: 0)

  static func order(_ rank: Rank, _ instrument: Int = 0) -> UInt64 {
    rank.rawValue << 32 | UInt64(UInt32(truncatingIfNeeded: instrument))
  }
}
