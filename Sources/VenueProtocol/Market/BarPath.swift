import FixedPoint
import TradingModel

/// Bars as a price at every instant: within a bar the price goes in straight lines from the open to
/// the extreme that lies nearer to where it came from, to the other one, and to the close.
struct BarPath: Hashable, Sendable {
  /// Opening times in nanoseconds of the server's clock, ascending.
  private let times: [Int64]
  private let interval: Int64
  /// The four turning points of each bar in millionths of the quote.
  private let turns: [[Int64]]
  private let volumes: [Quantity]
  /// Funding settled, in the server's time.
  private let fundings: [(time: Int64, rate: Rate)]

  /// Bars told `shift` later than they were.
  init(_ series: MarketHistory.Series, shift: TimeSpan) {
    interval = max(4, series.interval.nanoseconds)
    times = series.bars.map { $0.openTime.advanced(by: shift).nanoseconds }
    turns = series.bars.map { bar in
      let rises = bar.close >= bar.open
      return [bar.open, rises ? bar.low : bar.high, rises ? bar.high : bar.low, bar.close].map {
        Int64(clamping: $0.value.mantissa / 1_000_000_000_000)
      }
    }
    volumes = series.bars.map(\.volume)
    fundings = series.fundings.map { ($0.time.advanced(by: shift).nanoseconds, $0.rate) }
  }

  static func == (left: BarPath, right: BarPath) -> Bool {
    left.times == right.times && left.turns == right.turns
  }

  func hash(into hasher: inout Hasher) { hasher.combine(turns) }

  /// The last bar that has begun by a time; the first one before all.
  private func place(at time: Int64) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// The price at a time: before the first bar its open, after the last one or in a gap the close.
  func price(at time: Int64) -> Int64 {
    let place = place(at: time)
    let corners = turns[place]
    let inside = time - times[place]
    if inside <= 0 { return corners[0] }
    if inside >= interval { return corners[3] }
    let third = interval / 3 + 1
    let leg = Int(inside / third)
    let (from, to) = (corners[leg], corners[leg + 1])
    let share = Int128(inside % third) * Int128(to - from) / Int128(third)
    return from + Int64(clamping: share)
  }

  /// Lowest and highest price of a span.
  func extremes(from start: Int64, to end: Int64) -> (low: Int64, high: Int64) {
    var low = min(price(at: start), price(at: end))
    var high = max(price(at: start), price(at: end))
    var bar = place(at: start)
    let third = interval / 3 + 1
    while bar < times.count, times[bar] < end {
      for corner in 1...2 {
        let time = times[bar] + Int64(corner) * third
        guard time > start, time < end else { continue }
        low = min(low, turns[bar][corner])
        high = max(high, turns[bar][corner])
      }
      bar += 1
    }
    return (low, high)
  }

  /// Base units traded in a span, in proportion to the time of the bars in it.
  func volume(from start: Int64, to end: Int64) -> Quantity {
    var total = Quantity.zero
    var bar = place(at: start)
    while bar < times.count, times[bar] < end {
      let covered = min(end, times[bar] + interval) - max(start, times[bar])
      if covered > 0 {
        let share = Decimal18.multiplyDivide(
          volumes[bar].value, Decimal18(Int(covered)), Decimal18(Int(interval)), rounding: .down)
        total = total.adding(Quantity(share ?? .zero)) ?? total
      }
      bar += 1
    }
    return total
  }

  /// The rate settled at a time or last before it; nil where none is known.
  func fundingRate(at time: Int64) -> Rate? {
    let half: Int64 = 4 * 3_600_000_000_000
    return fundings.last { $0.time <= time + half }?.rate
  }
}
