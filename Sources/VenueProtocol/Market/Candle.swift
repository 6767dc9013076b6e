import FixedPoint
import TradingModel

/// Open, high, low, close and volumes of an interval.
struct Candle: Hashable, Sendable {
  var openTime: Timestamp
  var open: Price
  var high: Price
  var low: Price
  var close: Price
  /// Base units.
  var volume = Quantity.zero
  /// Quote units.
  var turnover = Money.zero
  /// Base units bought by takers.
  var takerVolume = Quantity.zero
  var takerTurnover = Money.zero
  var trades = 0

  init(openTime: Timestamp, price: Price) {
    self.openTime = openTime
    open = price
    high = price
    low = price
    close = price
  }

  mutating func take(_ price: Price) {
    high = max(high, price)
    low = min(low, price)
    close = price
  }

  mutating func take(_ trade: TapeTrade) {
    take(trade.price)
    volume = volume.adding(trade.quantity) ?? volume
    turnover = turnover.adding(trade.notional) ?? turnover
    if trade.taker == .buy {
      takerVolume = takerVolume.adding(trade.quantity) ?? takerVolume
      takerTurnover = takerTurnover.adding(trade.notional) ?? takerTurnover
    }
    trades += 1
  }

  /// Adds a later interval.
  mutating func append(_ other: Candle) {
    high = max(high, other.high)
    low = min(low, other.low)
    close = other.close
    volume = volume.adding(other.volume) ?? volume
    turnover = turnover.adding(other.turnover) ?? turnover
    takerVolume = takerVolume.adding(other.takerVolume) ?? takerVolume
    takerTurnover = takerTurnover.adding(other.takerTurnover) ?? takerTurnover
    trades += other.trades
  }
}
