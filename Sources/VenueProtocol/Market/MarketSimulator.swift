import FixedPoint
import Simulation
import TradingModel

/// All markets: index prices follow imported history or walk from a seed, every instrument of every
/// venue follows its own history or else the index of its base asset.
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
  /// The pasts of the indices.
  private var histories: [PriceHistory] = []
  private let step: TimeSpan
  private let volatility: Int64
  /// Indices the administration has set, which follow no history any more.
  private var pinned: Set<Int> = []
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
    // Imported times are told as if the history's start were this minute.
    let shift = TimeSpan(
      nanoseconds: minute * 60_000_000_000 - Self.floor(options.history?.start ?? now))
    var histories: [PriceHistory] = []
    for (asset, price) in options.prices {
      guard let asset = catalog.asset(named: asset) else { continue }
      let level = Int64(clamping: price.value.mantissa / 1_000_000_000_000)
      var history = PriceHistory(seed: options.seed &+ UInt64(asset.id.raw), level: level)
      let spot = catalog.instruments.first { instrument in
        instrument.base == asset.id && instrument.market == .spot
          && options.history?.series(of: instrument, in: catalog) != nil
      }
      let series = spot.flatMap { options.history?.series(of: $0, in: catalog) }
      history.path = series.map { BarPath($0, shift: shift) }
      indices.append((asset.id, history.price(minute: minute)))
      histories.append(history)
    }
    for instrument in catalog.instruments {
      guard let index = indices.firstIndex(where: { $0.asset == instrument.base }) else { continue }
      var history = histories[index]
      let own = options.history?.series(of: instrument, in: catalog)
      history.path = own.map { BarPath($0, shift: shift) }
      var feed = MarketFeed(
        instrument: instrument, history: history, index: index, at: self.now)
      feed.nextFunding = Self.nextFunding(after: now, hours: instrument.fundingIntervalHours)
      feed.fundingRate =
        history.path?.fundingRate(at: feed.nextFunding.nanoseconds)
        ?? Rate(Decimal18(mantissa: 100_000_000_000_000))
      feed.move(to: indices[index].micro, random: &random, at: self.now)
      feeds.append(feed)
    }
    self.histories = histories
    isFrozen = options.isStepped
  }

  private static func floor(_ time: Timestamp) -> Int64 {
    time.nanoseconds - time.nanoseconds % 60_000_000_000
  }

  /// Funding is settled at whole multiples of the interval since midnight UTC.
  static func nextFunding(after now: Timestamp, hours: Int) -> Timestamp {
    let span = Int64(max(1, hours)) * 3_600_000_000_000
    return Timestamp(nanoseconds: now.nanoseconds - now.nanoseconds % span + span)
  }

  /// Whether a step is due by a time.
  func isDue(by time: Timestamp) -> Bool { now.advanced(by: step) <= time }

  /// The length of the steps that lead to a time in at most so many.
  func stride(to time: Timestamp, within steps: Int64) -> TimeSpan {
    let span = time.since(now).nanoseconds / max(1, steps)
    return TimeSpan(nanoseconds: max(step.nanoseconds, span - span % step.nanoseconds))
  }

  /// Takes one step.
  mutating func advance(by stride: TimeSpan) {
    previous = now
    now = now.advanced(by: stride)
    steps += 1
    for place in indices.indices {
      if let path = histories[place].path, !pinned.contains(place) {
        indices[place].micro = max(1_000, path.price(at: now.nanoseconds))
        continue
      }
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
    pinned.insert(place)
    for feed in feeds.indices where feeds[feed].index == place {
      feeds[feed].isPinned = true
      feeds[feed].move(to: indices[place].micro, random: &random, at: now)
    }
    return true
  }
}
