import Simulation
import TradingModel

extension MarketSimulator {
  /// Candles to stream in this step: one that has just closed, and once a second the running one.
  func streamed(_ feed: MarketFeed, minutes: Int64) -> [(candle: Candle, isClosed: Bool)] {
    let length = minutes * 60_000_000_000
    let open = now.nanoseconds - now.nanoseconds % length
    let before = previous.nanoseconds - previous.nanoseconds % length
    var result: [(candle: Candle, isClosed: Bool)] = []
    if before < open { result.append((feed.candle(before, minutes), true)) }
    if before < open || steps % 10 == 0 || !feed.stepTrades.isEmpty {
      result.append((feed.candle(open, minutes), false))
    }
    return result
  }
}
