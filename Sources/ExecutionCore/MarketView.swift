import FixedPoint
import TradingModel

/// The last prices of every instrument, as the core has seen them.
struct MarketView: Sendable {
  /// The last prices of one instrument.
  struct Prices: Sendable {
    var bid: Price?
    var ask: Price?
    var last: Price?
    var mark: Price?
    var updated: Timestamp?
  }

  private var prices: [Prices]
  private(set) var gasPrices: [Quantity?]
  private(set) var conversionRates: [Rate?]

  init(_ catalog: Catalog) {
    prices = Array(repeating: Prices(), count: catalog.instruments.count)
    gasPrices = Array(repeating: nil, count: catalog.venues.count)
    conversionRates = Array(repeating: nil, count: catalog.assets.count)
  }

  mutating func observe(_ update: MarketUpdate, at time: Timestamp) {
    switch update {
    case .quote(let id, _), .bar(let id, _), .open(let id, _):
      if prices.indices.contains(id.index) { prices[id.index].updated = time }
    default: break
    }
    switch update {
    case .quote(let id, let quote):
      guard prices.indices.contains(id.index) else { return }
      prices[id.index].bid = quote.bid
      prices[id.index].ask = quote.ask
    case .bar(let id, let bar):
      if prices.indices.contains(id.index) { prices[id.index].last = bar.close }
    case .open(let id, let price):
      if prices.indices.contains(id.index) { prices[id.index].last = price }
    case .mark(let id, let price):
      if prices.indices.contains(id.index) { prices[id.index].mark = price }
    case .gasPrice(let chain, let price):
      if gasPrices.indices.contains(chain.index) { gasPrices[chain.index] = price }
    case .conversionRate(let asset, let rate):
      if conversionRates.indices.contains(asset.index) { conversionRates[asset.index] = rate }
    default: return
    }
  }

  /// How old the last price of an instrument is; nil where none is known.
  func age(_ id: InstrumentID, at time: Timestamp) -> TimeSpan? {
    prices[id.index].updated.map { time.since($0) }
  }

  /// The price an order of that side would be compared with; nil where nothing is known.
  func reference(_ id: InstrumentID, side: Side) -> Price? {
    let known = prices[id.index]
    return (side == .buy ? known.ask : known.bid) ?? known.last ?? known.mark
  }

  /// The price a relative expression counts from; nil where it is not known.
  func price(_ id: InstrumentID, _ reference: PriceExpression.Reference) -> Price? {
    let known = prices[id.index]
    switch reference {
    case .bid: return known.bid ?? known.last
    case .ask: return known.ask ?? known.last
    case .mark: return known.mark ?? known.last
    case .last: return known.last
    case .mid:
      guard let bid = known.bid, let ask = known.ask else { return known.last ?? known.mark }
      return bid.value.adding(ask.value)?
        .multipliedIfFits(by: Decimal18(mantissa: Decimal18.scaleFactor / 2), rounding: .halfEven)
        .map { Price($0) }
    }
  }
}
