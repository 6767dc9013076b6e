import TradingModel

/// What was used in the running interval of a limit.
struct RateWindow: Hashable, Sendable {
  var start = Timestamp(nanoseconds: 0)
  var used = 0

  /// Adds to the interval `now` falls in and gives what is used in it.
  mutating func use(_ weight: Int, of length: TimeSpan, at now: Timestamp) -> Int {
    roll(length, now)
    used += weight
    return used
  }

  mutating func roll(_ length: TimeSpan, _ now: Timestamp) {
    let span = max(1, length.nanoseconds)
    let begin = Timestamp(nanoseconds: now.nanoseconds - now.nanoseconds % span)
    if begin != start {
      start = begin
      used = 0
    }
  }
}
