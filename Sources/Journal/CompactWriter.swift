import FixedPoint
import TradingModel

/// Writes the compact form of frequent inputs.
struct CompactWriter {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(160) }

  /// The text written.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes an input; false when it has no compact form.
  mutating func write(_ input: Input) -> Bool {
    bytes.append(InputText.compactVersion)
    switch input {
    case .market(let update): return write(update)
    case .venue(let event): return write(event)
    case .timer(let timer):
      begin("t")
      field(UInt64(timer.purpose.rawValue))
      field(timer.subject)
      return true
    default: return false
    }
  }

  private mutating func write(_ update: MarketUpdate) -> Bool {
    switch update {
    case .quote(let instrument, let quote):
      begin("q", instrument.raw)
      fields(quote.bid.value, quote.ask.value, quote.bidSize.value, quote.askSize.value)
    case .bar(let instrument, let bar):
      begin("b", instrument.raw)
      signed(bar.openTime.nanoseconds)
      fields(bar.open.value, bar.high.value, bar.low.value, bar.close.value)
      fields(bar.volume.value)
    case .open(let instrument, let price):
      begin("o", instrument.raw)
      fields(price.value)
    case .mark(let instrument, let price):
      begin("m", instrument.raw)
      fields(price.value)
    case .funding(let instrument, let rate, let interval):
      begin("f", instrument.raw)
      fields(rate.value)
      signed(interval.nanoseconds)
    case .reserve(let venue, let asset, let liquidity, let borrow, let supplyRate, let borrowRate):
      begin("r", UInt32(venue.raw))
      field(UInt64(asset.raw))
      fields(liquidity.value, borrow.value, supplyRate.value, borrowRate.value)
    case .conversionRate(let asset, let rate):
      begin("c", UInt32(asset.raw))
      fields(rate.value)
    case .marketRate(let asset, let rate):
      begin("k", UInt32(asset.raw))
      fields(rate.value)
    case .oraclePrice(let asset, let quote, let price, let updated):
      begin("p", UInt32(asset.raw))
      field(UInt64(quote.raw))
      fields(price.value)
      signed(updated.nanoseconds)
    case .gasPrice(let chain, let price):
      begin("g", UInt32(chain.raw))
      fields(price.value)
    case .instrument: return false
    }
    return true
  }

  private mutating func write(_ event: VenueEvent) -> Bool {
    switch event {
    case .orderAccepted(let order, let venueOrderID):
      guard venueOrderID.utf8.allSatisfy({ $0 >= 32 }) else { return false }
      begin("A")
      field(order.raw)
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: venueOrderID.utf8)
    case .orderCanceled(let order, let filled):
      begin("C")
      field(order.raw)
      fields(filled.value)
    case .orderExpired(let order, let filled):
      begin("E")
      field(order.raw)
      fields(filled.value)
    case .orderTriggered(let order):
      begin("T")
      field(order.raw)
    case .fill(let fill) where fill.isolatedMargin == nil: write(fill)
    case .fundingPaid(let instrument, let amount):
      begin("N", instrument.raw)
      fields(amount.value)
    default: return false
    }
    return true
  }

  private mutating func write(_ fill: Fill) {
    begin("F")
    // Orders are numbered from 1: zero stands for none.
    field(fill.order?.raw ?? 0)
    field(UInt64(fill.instrument.raw))
    field(fill.tradeID)
    field(fill.side == .buy ? 0 : 1)
    fields(fill.quantity.value, fill.price.value, fill.fee.value)
    field(UInt64(fill.feeAsset.raw))
    field(fill.liquidity == .maker ? 0 : 1)
    field(fill.isLiquidation ? 1 : 0)
  }

  private mutating func begin(_ letter: Unicode.Scalar) { bytes.append(UInt8(ascii: letter)) }

  private mutating func begin(_ letter: Unicode.Scalar, _ number: UInt32) {
    begin(letter)
    field(UInt64(number))
  }

  private mutating func fields(_ values: Decimal18...) {
    for value in values {
      bytes.append(UInt8(ascii: " "))
      value.write(into: &bytes)
    }
  }

  private mutating func signed(_ value: Int64) {
    bytes.append(UInt8(ascii: " "))
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(value.magnitude)
  }

  private mutating func field(_ value: UInt64) {
    bytes.append(UInt8(ascii: " "))
    digits(value)
  }

  private mutating func digits(_ value: UInt64) {
    let start = bytes.count
    var rest = value
    repeat {
      bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest != 0
    bytes[start...].reverse()
  }
}
