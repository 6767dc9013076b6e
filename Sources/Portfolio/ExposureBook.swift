import TradingModel

/// Exposure by underlying asset, kept up to date with every change of a position. Positions that
/// count by a rate which moves by itself are listed and converted when somebody asks.
struct ExposureBook: Sendable {
  /// Units long and short of each underlying asset, positions by rate left out.
  private(set) var longs: [Int128]
  private(set) var shorts: [Int128]
  /// Positions of each underlying asset that are not zero, positions by rate left out.
  private(set) var holdings: [Int]
  /// Slots of positions that count by a rate.
  private(set) var ratedSlots: [Int] = []
  /// For each slot its underlying asset; -1 for one that counts by a rate.
  private var underlyings: [Int] = []
  private var isOwed: [Bool] = []

  init(catalog: Catalog) {
    longs = Array(repeating: 0, count: catalog.assets.count)
    shorts = longs
    holdings = Array(repeating: 0, count: catalog.assets.count)
    underlyings.reserveCapacity(64)
    isOwed.reserveCapacity(64)
  }

  /// Takes up the next slot of the position book.
  mutating func insert(_ key: PositionKey, _ catalog: Catalog) {
    let asset: AssetID
    switch key.subject {
    case .asset(let id): asset = id
    case .instrument(let id): asset = catalog[id].base
    }
    let underlying = catalog.underlying(of: asset).index
    if catalog.isPegged(asset) {
      underlyings.append(underlying)
    } else {
      ratedSlots.append(underlyings.count)
      underlyings.append(-1)
    }
    isOwed.append(key.type == .debtToken)
  }

  /// Takes a change of a position from one amount to another. Sums wrap beyond 2^127, which
  /// positions within the bounds do not reach.
  @inline(__always)
  mutating func move(slot: Int, from before: Int128, to after: Int128) {
    let asset = underlyings[slot]
    if asset < 0 { return }
    let old = isOwed[slot] ? -before : before
    let new = isOwed[slot] ? -after : after
    longs[asset] &+= max(new, 0) &- max(old, 0)
    shorts[asset] &+= max(-new, 0) &- max(-old, 0)
    holdings[asset] += (new == 0 ? 0 : 1) - (old == 0 ? 0 : 1)
  }
}

extension Catalog {
  /// Whether one unit of an asset is always one unit of its underlying.
  fileprivate func isPegged(_ asset: AssetID) -> Bool {
    var current = asset
    for _ in 0..<8 {
      switch self[current].backing {
      case .none: return true
      case .rate: return false
      case .pegged(let next): current = next
      }
    }
    return false
  }
}
