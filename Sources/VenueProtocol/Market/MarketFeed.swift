import FixedPoint
import Simulation
import TradingModel

/// The public market of one instrument: its book, tape, candles, mark and funding.
struct MarketFeed: Sendable {
  let instrument: Instrument
  let history: PriceHistory
  /// Place of its base asset among the index prices.
  let index: Int
  var bids: [BookLevel] = []
  var asks: [BookLevel] = []
  /// What changed in the last step; a quantity of zero removes the level.
  var changedBids: [BookLevel] = []
  var changedAsks: [BookLevel] = []
  /// Numbers of the book updates: of the last step from ``firstUpdate`` to ``lastUpdate``.
  var firstUpdate = 1_000_000
  var lastUpdate = 1_000_000
  var previousUpdate = 999_999
  /// Counts the book's changes one by one, for venues that number them so.
  var bookNumber = 1
  var last = Price.zero
  var mark = Price.zero
  var indexPrice = Price.zero
  /// Trades of the last step, then the latest thousand before.
  var stepTrades: [TapeTrade] = []
  var tape: [TapeTrade] = []
  var nextTrade = 1
  /// Candles of a minute from the server's start on.
  var minutes: [Candle] = []
  /// Funding that was settled, oldest first.
  var fundings: [(rate: Rate, time: Timestamp, mark: Price)] = []
  var fundingRate = Rate.zero
  var nextFunding = Timestamp(nanoseconds: 0)
  /// When it last moved, in nanoseconds.
  var lastMove: Int64
  /// Whether the administration has taken its price away from its history.
  var isPinned = false

  init(instrument: Instrument, history: PriceHistory, index: Int, at now: Timestamp) {
    lastMove = now.nanoseconds
    self.instrument = instrument
    self.history = history
    self.index = index
  }

  var isPerpetual: Bool { instrument.market == .perp }

  /// A price of whole ticks.
  func price(_ micro: Int64, _ rounding: Rounding = .halfEven) -> Price {
    let exact = Price(Decimal18(mantissa: Int128(max(1, micro)) * 1_000_000_000_000))
    let rounded = exact.roundedIfFits(toMultipleOf: instrument.tick, rounding: rounding) ?? exact
    return max(rounded, instrument.tick)
  }

  /// The 24 hours before: first price, extremes and volume, from an hour's candles.
  func day(at now: Timestamp) -> Candle {
    let hours = candles(
      every: 60, from: now.advanced(by: .hours(-24)), to: now, limit: 25, now: now)
    guard var day = hours.first else { return Candle(openTime: now, price: last) }
    for hour in hours.dropFirst() { day.append(hour) }
    day.close = last
    return day
  }
}
