import FixedPoint
import TradingModel

extension Portfolio {
  /// How long a venue's mark outranks its quotes and bars.
  static let markValidity = TimeSpan.seconds(60)

  /// Takes a new price or rate and revalues what is held. Constant time for what is not held.
  /// Quotes count by their midpoint, bars by their close. A perpetual's mark outranks its quotes
  /// and bars for a minute.
  public mutating func observe(_ update: MarketUpdate, time: Timestamp) {
    switch update {
    case .quote(let id, let quote): observe(quote, of: id, time: time)
    case .bar(let id, let bar):
      observe(id, price: bar.close.value.mantissa, time: time, isMark: false)
    case .open(let id, let price):
      observe(id, price: price.value.mantissa, time: time, isMark: false)
    case .mark(let id, let price):
      observe(id, price: price.value.mantissa, time: time, isMark: true)
    case .conversionRate(let asset, let rate):
      observeConversion(of: asset.index, rate: rate.value.mantissa)
    case .marketRate(let asset, let rate):
      guard rates.market.indices.contains(asset.index) else { return }
      if Bounds.holds(price: rate.value.mantissa) {
        rates.market[asset.index] = rate.value.mantissa
      }
    case .oraclePrice(let asset, let quote, let price, let updatedAt):
      observeOracle(of: asset, quote: quote, price: price.value.mantissa, updatedAt: updatedAt)
    case .instrument(let instrument):
      refresh(instrument)
    case .funding, .reserve, .gasPrice:
      return
    }
    if needsOffering { offerEverything() }
  }

  /// ``observe(_:time:)`` of a best bid and ask.
  public mutating func observe(_ quote: Quote, of id: InstrumentID, time: Timestamp) {
    let bid = quote.bid.value.mantissa
    let ask = quote.ask.value.mantissa
    guard Bounds.holds(price: bid), Bounds.holds(price: ask) else { return }
    observe(id, price: (bid + ask) &>> 1, time: time, isMark: false)
    if needsOffering { offerEverything() }
  }

  /// ``observe(_:time:)`` of a price traded, opened or closed at.
  public mutating func observe(_ price: Price, of id: InstrumentID, time: Timestamp) {
    observe(id, price: price.value.mantissa, time: time, isMark: false)
    if needsOffering { offerEverything() }
  }

  @inline(__always)
  mutating func observe(_ id: InstrumentID, price: Int128, time: Timestamp, isMark: Bool) {
    let index = id.index
    guard index < instruments.count, Bounds.holds(price: price) else { return }
    if instruments[index].isPerp {
      if isMark {
        instruments[index].markTime = time
      } else if instruments[index].markTime.nanoseconds != .min,
        instruments[index].markTime.advanced(by: Portfolio.markValidity) > time
      {
        return
      }
    }
    let old = instruments[index].price
    if old == price { return }
    if instruments[index].isPerp {
      guard mark(perp: index, at: price) else { return }
    } else if old != 0, instruments[index].firstDependent >= 0 {
      moveReferences(of: index, by: price - old)
    }
    instruments[index].price = price
    offer(instrument: index)
  }

  private mutating func refresh(_ instrument: Instrument) {
    guard catalog.instruments.indices.contains(instrument.id.index) else { return }
    let known = catalog[instrument.id]
    guard known.venue == instrument.venue, known.market == instrument.market,
      known.base == instrument.base, known.quote == instrument.quote,
      known.settle == instrument.settle
    else { return }
    catalog.instruments[instrument.id.index] = instrument
  }
}
