import FixedPoint
import TradingModel

extension MarketFeed {
  /// Funding rates settled in a span, oldest first: the real ones, before the server's start made
  /// up at the usual rate.
  func fundingHistory(
    from start: Timestamp?, to end: Timestamp?, limit: Int, now: Timestamp
  ) -> [(rate: Rate, time: Timestamp, mark: Price)] {
    let hours = Int64(max(1, instrument.fundingIntervalHours))
    let span = hours * 3_600_000_000_000
    let last = min(end ?? now, now).nanoseconds
    var time = last - last % span
    var result: [(rate: Rate, time: Timestamp, mark: Price)] = []
    let usual = Rate(Decimal18(mantissa: 100_000_000_000_000))
    var most = limit
    if let start { most = min(1000, max(limit, Int((last - start.nanoseconds) / span) + 1)) }
    while result.count < most, time >= (start?.nanoseconds ?? 0) {
      let at = Timestamp(nanoseconds: time)
      if let real = fundings.first(where: { $0.time == at }) {
        result.append(real)
      } else {
        let rate = history.path?.fundingRate(at: time) ?? usual
        result.append((rate, at, price(history.price(minute: time / 60_000_000_000))))
      }
      time -= span
    }
    let ascending = Array(result.reversed())
    return start == nil ? ascending : Array(ascending.prefix(limit))
  }
}
