import TradingModel

/// What protocols, markets and oracles said of assets, at 1e-18; zero where nothing was said.
struct AssetRates: Sendable {
  /// Units of the backing asset per unit, by the protocol.
  var conversion: [Int128]
  /// Units of the backing asset per unit, by the market.
  var market: [Int128]
  /// An oracle's price.
  var oracle: [Int128]
  /// The asset that price is in.
  var oracleQuote: [AssetID]
  /// When that price was last updated.
  var oracleTime: [Timestamp]

  init(assetCount: Int) {
    conversion = Array(repeating: 0, count: assetCount)
    market = conversion
    oracle = conversion
    oracleQuote = Array(repeating: AssetID(0), count: assetCount)
    oracleTime = Array(repeating: Timestamp(nanoseconds: 0), count: assetCount)
  }
}
