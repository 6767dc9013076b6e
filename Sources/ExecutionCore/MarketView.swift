import FixedPoint
import TradingModel

/// The last prices of every instrument, as the core has seen them.
struct MarketView: Sendable {
  /// The last prices of one instrument at 1e-18; zero for what is not known.
  struct Prices: Sendable {
    var bid: Int128 = 0
    var ask: Int128 = 0
    var last: Int128 = 0
    var mark: Int128 = 0
    var updated = Timestamp(nanoseconds: .min)
  }

  private var prices: [Prices]
  private(set) var gasPrices: [Quantity?]
  private(set) var conversionRates: [Rate?]
  /// What assets stand for one of at market, such as ETH a weETH sells for.
  private(set) var marketRates: [Rate?]
  /// When an asset's protocol rate and oracle price were last told.
  private(set) var conversionTimes: [Timestamp?]
  private(set) var oracleTimes: [Timestamp?]

  init(_ catalog: Catalog) {
    prices = Array(repeating: Prices(), count: catalog.instruments.count)
    gasPrices = Array(repeating: nil, count: catalog.venues.count)
    conversionRates = Array(repeating: nil, count: catalog.assets.count)
    marketRates = conversionRates
    conversionTimes = Array(repeating: nil, count: catalog.assets.count)
    oracleTimes = conversionTimes
  }

  /// Takes a price that was traded or opened at.
  mutating func observe(last price: Price, of id: InstrumentID, at time: Timestamp) {
    guard id.index < prices.count else { return }
    prices[id.index].last = price.value.mantissa
    prices[id.index].updated = time
  }

  /// Takes the best bid and ask.
  mutating func observe(_ quote: Quote, of id: InstrumentID, at time: Timestamp) {
    guard id.index < prices.count else { return }
    prices[id.index].bid = quote.bid.value.mantissa
    prices[id.index].ask = quote.ask.value.mantissa
    prices[id.index].updated = time
  }

  /// Takes anything else.
  mutating func observe(_ update: MarketUpdate, at time: Timestamp) {
    switch update {
    case .mark(let id, let price):
      if prices.indices.contains(id.index) { prices[id.index].mark = price.value.mantissa }
    case .gasPrice(let chain, let price):
      if gasPrices.indices.contains(chain.index) { gasPrices[chain.index] = price }
    case .conversionRate(let asset, let rate):
      guard conversionRates.indices.contains(asset.index) else { return }
      conversionRates[asset.index] = rate
      conversionTimes[asset.index] = time
    case .marketRate(let asset, let rate):
      if marketRates.indices.contains(asset.index) { marketRates[asset.index] = rate }
    case .oraclePrice(let asset, _, _, let updatedAt):
      if oracleTimes.indices.contains(asset.index) { oracleTimes[asset.index] = updatedAt }
    default: return
    }
  }

  /// How old the last price of an instrument is; nil where none is known.
  func age(_ id: InstrumentID, at time: Timestamp) -> TimeSpan? {
    let updated = prices[id.index].updated
    return updated.nanoseconds == .min ? nil : time.since(updated)
  }

  /// When a price of an instrument was last seen; nil where none was.
  func updated(_ id: InstrumentID) -> Timestamp? {
    let updated = prices[id.index].updated
    return updated.nanoseconds == .min ? nil : updated
  }

  /// The price an order of that side would be compared with; nil where nothing is known.
  func reference(_ id: InstrumentID, side: Side) -> Price? {
    let known = prices[id.index]
    return first(side == .buy ? known.ask : known.bid, known.last, known.mark)
  }

  /// The price a relative expression counts from; nil where it is not known.
  func price(_ id: InstrumentID, _ reference: PriceExpression.Reference) -> Price? {
    let known = prices[id.index]
    switch reference {
    case .bid: return first(known.bid, known.last)
    case .ask: return first(known.ask, known.last)
    case .mark: return first(known.mark, known.last)
    case .last: return first(known.last)
    case .mid:
      guard known.bid != 0, known.ask != 0 else { return first(known.last, known.mark) }
      return Decimal18(mantissa: known.bid).adding(Decimal18(mantissa: known.ask))?
        .multipliedIfFits(by: Decimal18(mantissa: Decimal18.scaleFactor / 2), rounding: .halfEven)
        .map { Price($0) }
    }
  }

  private func first(_ one: Int128, _ two: Int128 = 0, _ three: Int128 = 0) -> Price? {
    let known = one != 0 ? one : two != 0 ? two : three
    return known == 0 ? nil : Price(Decimal18(mantissa: known))
  }
}
