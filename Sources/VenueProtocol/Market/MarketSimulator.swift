import FixedPoint
import Simulation
import TradingModel

/// All markets: index prices walk from a seed, every instrument of every venue follows the index
/// of its base asset.
struct MarketSimulator: Sendable {
  var feeds: [MarketFeed] = []
  /// Index prices in millionths of the quote, by base asset.
  private(set) var indices: [(asset: AssetID, micro: Int64)] = []
  /// The market's own time; it may run faster than the venue's clock, or be stepped.
  private(set) var now: Timestamp
  /// The time of the step before.
  private(set) var previous: Timestamp
  /// How many steps were taken.
  private(set) var steps = 0
  private var random: SplitMix64
  private let step: TimeSpan
  private let volatility: Int64
  /// Whether time moves with the server's clock.
  var isFrozen = false

  init(catalog: Catalog, options: ServerOptions, at now: Timestamp) {
    let span = max(1_000_000, options.step.nanoseconds)
    self.now = Timestamp(nanoseconds: now.nanoseconds - now.nanoseconds % span)
    previous = self.now
    step = TimeSpan(nanoseconds: span)
    volatility = Int64(max(0, options.volatility))
    random = SplitMix64(seed: options.seed)
    let minute = now.nanoseconds / 60_000_000_000
    var histories: [PriceHistory] = []
    for (asset, price) in options.prices {
      guard let asset = catalog.asset(named: asset) else { continue }
      let level = Int64(clamping: price.value.mantissa / 1_000_000_000_000)
      let history = PriceHistory(seed: options.seed &+ UInt64(asset.id.raw), level: level)
      indices.append((asset.id, history.price(minute: minute)))
      histories.append(history)
    }
    for instrument in catalog.instruments {
      guard let index = indices.firstIndex(where: { $0.asset == instrument.base }) else { continue }
      var feed = MarketFeed(instrument: instrument, history: histories[index], index: index)
      feed.fundingRate = Rate(Decimal18(mantissa: 100_000_000_000_000))
      feed.nextFunding = Self.nextFunding(after: now, hours: instrument.fundingIntervalHours)
      feed.move(to: indices[index].micro, random: &random, at: self.now)
      feeds.append(feed)
    }
  }

  /// Funding is settled at whole multiples of the interval since midnight UTC.
  static func nextFunding(after now: Timestamp, hours: Int) -> Timestamp {
    let span = Int64(max(1, hours)) * 3_600_000_000_000
    return Timestamp(nanoseconds: now.nanoseconds - now.nanoseconds % span + span)
  }

  /// Whether a step is due by a time.
  func isDue(by time: Timestamp) -> Bool { now.advanced(by: step) <= time }

  /// Leaps over steps that would be too many to take one by one.
  mutating func skip(to time: Timestamp, keeping steps: Int64) {
    let target = time.nanoseconds - steps * step.nanoseconds
    if target > now.nanoseconds {
      now = Timestamp(nanoseconds: target - target % step.nanoseconds)
    }
  }

  /// Takes one step.
  mutating func advance() {
    previous = now
    now = now.advanced(by: step)
    steps += 1
    for place in indices.indices {
      let micro = indices[place].micro
      let move = random.next(upTo: 2 * volatility) - volatility
      indices[place].micro = max(1_000, micro + micro / 1_000_000 * move)
    }
    for place in feeds.indices {
      feeds[place].move(to: indices[feeds[place].index].micro, random: &random, at: now)
    }
  }

  /// Sets the index price of an asset; false where it has none.
  mutating func set(_ asset: AssetID, to price: Price) -> Bool {
    guard let place = indices.firstIndex(where: { $0.asset == asset }) else { return false }
    indices[place].micro = max(1_000, Int64(clamping: price.value.mantissa / 1_000_000_000_000))
    for feed in feeds.indices where feeds[feed].index == place {
      feeds[feed].move(to: indices[place].micro, random: &random, at: now)
    }
    return true
  }
}
