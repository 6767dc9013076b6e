import FixedPoint
import TradingModel

/// Reads the compact form. Every answer is nil for a text it would not have written.
struct CompactReader {
  private let bytes: [UInt8]
  private var place = 2

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The input, when the text is one and nothing is left over.
  mutating func input() -> Input? {
    guard bytes.count > 2 else { return nil }
    let input = read(Unicode.Scalar(bytes[1]))
    return place == bytes.count ? input : nil
  }

  private mutating func read(_ letter: Unicode.Scalar) -> Input? {
    switch letter {
    case "q", "b", "o", "m", "f": instrumentUpdate(letter).map { .market($0) }
    case "r", "c", "k", "p", "g": assetUpdate(letter).map { .market($0) }
    case "A", "C", "E", "T": orderEvent(letter).map { .venue($0) }
    case "F": fill().map { .venue(.fill($0)) }
    case "N": fundingPaid()
    case "t": timer()
    default: nil
    }
  }

  private mutating func instrumentUpdate(_ letter: Unicode.Scalar) -> MarketUpdate? {
    guard let raw: UInt32 = number() else { return nil }
    let id = InstrumentID(Int(raw))
    switch letter {
    case "q":
      guard let bid = decimal(), let ask = decimal(), let bidSize = decimal(),
        let askSize = decimal()
      else { return nil }
      return .quote(
        id,
        Quote(
          bid: Price(bid), ask: Price(ask), bidSize: Quantity(bidSize), askSize: Quantity(askSize)))
    case "b":
      guard let time: Int64 = number(), let open = decimal(), let high = decimal(),
        let low = decimal(), let close = decimal(), let volume = decimal()
      else { return nil }
      return .bar(
        id,
        Bar(
          openTime: Timestamp(nanoseconds: time), open: Price(open), high: Price(high),
          low: Price(low), close: Price(close), volume: Quantity(volume)))
    case "o": return decimal().map { .open(id, Price($0)) }
    case "m": return decimal().map { .mark(id, Price($0)) }
    default:
      guard let rate = decimal(), let span: Int64 = number() else { return nil }
      return .funding(id, rate: Rate(rate), interval: TimeSpan(nanoseconds: span))
    }
  }

  private mutating func assetUpdate(_ letter: Unicode.Scalar) -> MarketUpdate? {
    guard let raw: UInt16 = number() else { return nil }
    let asset = AssetID(Int(raw))
    switch letter {
    case "r":
      guard let reserve: UInt16 = number(), let liquidity = decimal(), let borrow = decimal(),
        let supplyRate = decimal(), let borrowRate = decimal()
      else { return nil }
      return .reserve(
        venue: VenueID(Int(raw)), asset: AssetID(Int(reserve)), liquidityIndex: Rate(liquidity),
        borrowIndex: Rate(borrow), supplyRate: Rate(supplyRate), borrowRate: Rate(borrowRate))
    case "c": return decimal().map { .conversionRate(asset, Rate($0)) }
    case "k": return decimal().map { .marketRate(asset, Rate($0)) }
    case "p":
      guard let quote: UInt16 = number(), let price = decimal(), let time: Int64 = number() else {
        return nil
      }
      return .oraclePrice(
        asset, quote: AssetID(Int(quote)), Price(price), updatedAt: Timestamp(nanoseconds: time))
    default: return decimal().map { .gasPrice(VenueID(Int(raw)), Quantity($0)) }
    }
  }

  private mutating func orderEvent(_ letter: Unicode.Scalar) -> VenueEvent? {
    guard let raw: UInt64 = number() else { return nil }
    let order = OrderID(raw)
    switch letter {
    case "A":
      guard place < bytes.count else { return nil }
      defer { place = bytes.count }
      return .orderAccepted(
        order, venueOrderID: String(decoding: bytes[(place + 1)...], as: UTF8.self))
    case "C": return decimal().map { .orderCanceled(order, filled: Quantity($0)) }
    case "E": return decimal().map { .orderExpired(order, filled: Quantity($0)) }
    default: return .orderTriggered(order)
    }
  }

  private mutating func fill() -> Fill? {
    guard let order: UInt64 = number(), let instrument: UInt32 = number(),
      let trade: UInt64 = number(), let side: UInt8 = number(), let quantity = decimal(),
      let price = decimal(), let fee = decimal(), let feeAsset: UInt16 = number(),
      let liquidity: UInt8 = number(), let forced: UInt8 = number(), side < 2, liquidity < 2,
      forced < 2
    else { return nil }
    return Fill(
      order: order == 0 ? nil : OrderID(order), instrument: InstrumentID(Int(instrument)),
      tradeID: trade, side: side == 0 ? .buy : .sell, quantity: Quantity(quantity),
      price: Price(price), fee: Quantity(fee), feeAsset: AssetID(Int(feeAsset)),
      liquidity: liquidity == 0 ? .maker : .taker, isLiquidation: forced == 1)
  }

  private mutating func fundingPaid() -> Input? {
    guard let raw: UInt32 = number(), let amount = decimal() else { return nil }
    return .venue(.fundingPaid(InstrumentID(Int(raw)), amount: Quantity(amount)))
  }

  private mutating func timer() -> Input? {
    guard let raw: UInt8 = number(), let purpose = TimerID.Purpose(rawValue: raw),
      let subject: UInt64 = number()
    else { return nil }
    return .timer(TimerID(purpose, subject: subject))
  }

  private mutating func token() -> Range<Int>? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: " ") else { return nil }
    let start = place + 1
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: " ") { end += 1 }
    place = end
    return start < end ? start..<end : nil
  }

  private mutating func number<Number: FixedWidthInteger>() -> Number? {
    guard let range = token() else { return nil }
    return Number(String(decoding: bytes[range], as: UTF8.self))
  }

  private mutating func decimal() -> Decimal18? {
    guard let range = token() else { return nil }
    return Decimal18(parsing: bytes.span.extracting(range))
  }
}
