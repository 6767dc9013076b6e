import FixedPoint
import TradingModel

/// What assets are worth in one another, from oracles, protocol rates, market rates and, where no
/// oracle is known, the exchanges' spot prices.
///
/// Dollar stablecoins without an oracle price count as one dollar, one for one.
struct ChainPrices: Hashable, Sendable {
  /// A price in another asset.
  struct Link: Hashable, Sendable {
    let quote: AssetID
    let price: Decimal18
  }

  /// A value in the asset everything was traced back to.
  struct Worth: Hashable, Sendable {
    let root: AssetID
    let price: Decimal18
  }

  private let backings: [AssetBacking]
  private let dollars: [Bool]
  private let dollarRoot: AssetID?
  private var oracles: [Link?]
  private var exchanges: [Link?]
  private var protocolRates: [Decimal18?]
  private var marketRates: [Decimal18?]

  private static let dollarSymbols: Set<String> = [
    "USD", "USDT", "USDC", "DAI", "USDe", "GHO", "USDS",
  ]

  init(catalog: Catalog) {
    backings = catalog.assets.map(\.backing)
    dollars = catalog.assets.map { Self.dollarSymbols.contains($0.symbol) }
    dollarRoot = dollars.firstIndex(of: true).map { AssetID($0) }
    oracles = Array(repeating: nil, count: catalog.assets.count)
    exchanges = oracles
    protocolRates = Array(repeating: nil, count: catalog.assets.count)
    marketRates = protocolRates
  }

  /// Whether an asset counts as one dollar.
  func isDollar(_ asset: AssetID) -> Bool {
    dollars.indices.contains(asset.index) && dollars[asset.index]
  }

  mutating func setOracle(_ asset: AssetID, quote: AssetID, _ price: Price) {
    guard oracles.indices.contains(asset.index), price.isPositive else { return }
    oracles[asset.index] = Link(quote: quote, price: price.value)
  }

  mutating func setExchange(_ asset: AssetID, quote: AssetID, _ price: Price) {
    guard exchanges.indices.contains(asset.index), price.isPositive else { return }
    exchanges[asset.index] = Link(quote: quote, price: price.value)
  }

  mutating func setProtocolRate(_ asset: AssetID, _ rate: Rate) {
    guard protocolRates.indices.contains(asset.index), rate.isPositive else { return }
    protocolRates[asset.index] = rate.value
  }

  mutating func setMarketRate(_ asset: AssetID, _ rate: Rate) {
    guard marketRates.indices.contains(asset.index), rate.isPositive else { return }
    marketRates[asset.index] = rate.value
  }

  /// Units of `target` one unit of `asset` stands for by the protocols' own rates (weETH in ETH);
  /// nil when `target` does not back it or a rate is unknown.
  func protocolRate(of asset: AssetID, in target: AssetID) -> Decimal18? {
    var current = asset
    var rate = Decimal18.one
    for _ in 0..<8 {
      if current == target { return rate }
      guard backings.indices.contains(current.index) else { return nil }
      switch backings[current.index] {
      case .none: return nil
      case .pegged(let next): current = next
      case .rate(let next):
        guard let step = protocolRates[current.index],
          let product = rate.multipliedIfFits(by: step, rounding: .floor)
        else { return nil }
        rate = product
        current = next
      }
    }
    return nil
  }

  /// What one unit is worth: oracles first, then backings; `atMarket` prefers market rates of
  /// backed assets to both. Nil when a rate is missing.
  func worth(of asset: AssetID, atMarket: Bool) -> Worth? {
    var current = asset
    var price = Decimal18.one
    for _ in 0..<8 {
      guard backings.indices.contains(current.index) else { return nil }
      guard let link = link(from: current, atMarket: atMarket) else {
        if case .rate = backings[current.index] { return nil }
        let isDollar = dollars[current.index]
        return Worth(root: isDollar ? (dollarRoot ?? current) : current, price: price)
      }
      guard let product = price.multipliedIfFits(by: link.price, rounding: .halfEven) else {
        return nil
      }
      price = product
      current = link.quote
    }
    return nil
  }

  private func link(from asset: AssetID, atMarket: Bool) -> Link? {
    let backing = backings[asset.index]
    if atMarket, let rate = marketRates[asset.index] {
      switch backing {
      case .none: break
      case .pegged(let next), .rate(let next): return Link(quote: next, price: rate)
      }
    }
    if let oracle = oracles[asset.index] { return oracle }
    switch backing {
    case .pegged(let next): return Link(quote: next, price: .one)
    case .rate(let next):
      return protocolRates[asset.index].map { Link(quote: next, price: $0) }
    case .none: return dollars[asset.index] ? nil : exchanges[asset.index]
    }
  }
}
