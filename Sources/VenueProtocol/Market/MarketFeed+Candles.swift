import FixedPoint
import TradingModel

extension MarketFeed {
  private static let minute: Int64 = 60_000_000_000

  /// Candles of so many minutes that open in a span, oldest first; of too many the latest, or with
  /// a start the first ones.
  func candles(
    every minutes: Int64, from start: Timestamp?, to end: Timestamp?, limit: Int, now: Timestamp
  ) -> [Candle] {
    let length = minutes * Self.minute
    let latest = min(end ?? now, now).nanoseconds
    var last = latest - Self.modulo(latest, length)
    let span = Int64(max(1, limit) - 1) * length
    var first = last - span
    if let start {
      let aligned = start.nanoseconds + length - 1
      let begin = aligned - Self.modulo(aligned, length)
      if begin > first || end == nil || begin + span < last {
        first = max(begin, end == nil ? begin : min(begin, last))
        last = min(last, first + span)
      }
    }
    var result: [Candle] = []
    var open = first
    while open <= last {
      result.append(candle(open, minutes))
      open += length
    }
    return result
  }

  /// The candle that opens at a time in nanoseconds.
  func candle(_ open: Int64, _ length: Int64) -> Candle {
    let first = open / Self.minute
    guard let live = minutes.first else { return past(first, length) }
    let start = live.openTime.nanoseconds / Self.minute
    if first + length <= start { return past(first, length) }
    let from = Int(max(0, first - start))
    let to = Int(min(Int64(minutes.count), first + length - start))
    guard from < to else { return past(first, length) }
    var result = first < start ? past(first, start - first) : minutes[from]
    result.openTime = Timestamp(nanoseconds: open)
    for place in (first < start ? from : from + 1)..<max(to, first < start ? from : from + 1) {
      result.append(minutes[place])
    }
    return result
  }

  /// A candle of imported bars.
  private func imported(_ path: BarPath, _ minute: Int64, _ length: Int64) -> Candle {
    let (start, end) = (minute * Self.minute, (minute + length) * Self.minute)
    var candle = Candle(
      openTime: Timestamp(nanoseconds: start), price: price(path.price(at: start)))
    let (low, high) = path.extremes(from: start, to: end)
    candle.take(price(high))
    candle.take(price(low))
    candle.take(price(path.price(at: end - 1)))
    candle.trades = Int(length) * 20
    candle.volume =
      path.volume(from: start, to: end)
      .roundedIfFits(toMultipleOf: instrument.step, rounding: .down) ?? .zero
    candle.turnover = candle.close.timesIfFits(candle.volume, rounding: .halfEven) ?? .zero
    return candle
  }

  /// A candle from before the server's start.
  private func past(_ minute: Int64, _ length: Int64) -> Candle {
    if let path = history.path { return imported(path, minute, length) }
    let open = history.price(minute: minute)
    let close = history.price(minute: minute + length)
    var candle = Candle(
      openTime: Timestamp(nanoseconds: minute * Self.minute), price: price(open))
    candle.take(price(history.price(minute: minute + length / 2, thousandths: 500)))
    let reach = max(open, close) / 1_000_000 * (200 + abs(history.noise(9, minute)) / 2)
    candle.take(price(max(open, close) + reach))
    candle.take(price(min(open, close) - reach))
    candle.take(price(close))
    candle.trades = Int(length) * 20
    let lots = length * (1000 + history.noise(10, minute))
    let volume = Quantity(Decimal18(Int(lots))).timesIfFits(
      Rate(Decimal18(mantissa: 1_000_000_000_000_000_0)), rounding: .down)
    candle.volume =
      volume?.roundedIfFits(toMultipleOf: instrument.step, rounding: .down) ?? .zero
    candle.turnover = candle.close.timesIfFits(candle.volume, rounding: .halfEven) ?? .zero
    return candle
  }

  private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
