import TradingModel

/// Exposure by underlying asset, kept up to date with every change of a position. Positions that
/// count by a rate which moves by itself are listed and converted when somebody asks.
struct ExposureBook: Sendable {
  /// What is held of one underlying asset, positions by rate left out.
  struct Sum: Sendable {
    /// Units long.
    var long: Int128 = 0
    /// Units short or owed.
    var short: Int128 = 0
    /// Positions that are not zero.
    var holdings = 0
  }

  /// How a slot of the position book counts.
  private struct Place: Sendable {
    /// Its underlying asset; -1 for one that counts by a rate.
    let underlying: Int
    let isOwed: Bool
  }

  /// By underlying asset.
  private(set) var sums: [Sum]
  /// Slots of positions that count by a rate.
  private(set) var ratedSlots: [Int] = []
  private var places: [Place] = []

  init(catalog: Catalog) {
    sums = Array(repeating: Sum(), count: catalog.assets.count)
    places.reserveCapacity(64)
  }

  /// Takes up the next slot of the position book.
  mutating func insert(_ key: PositionKey, _ catalog: Catalog) {
    let asset: AssetID
    switch key.subject {
    case .asset(let id): asset = id
    case .instrument(let id): asset = catalog[id].base
    }
    let underlying = catalog.underlying(of: asset).index
    let isPegged = catalog.isPegged(asset)
    if !isPegged { ratedSlots.append(places.count) }
    places.append(
      Place(underlying: isPegged ? underlying : -1, isOwed: key.type == .debtToken))
  }

  /// Takes a change of a position from one amount to another. Sums wrap beyond 2^127, which
  /// positions within the bounds do not reach.
  @inline(__always)
  mutating func move(slot: Int, from before: Int128, to after: Int128) {
    let place = places[slot]
    if place.underlying < 0 { return }
    let old = place.isOwed ? -before : before
    let new = place.isOwed ? -after : after
    sums[place.underlying].move(from: old, to: new)
  }
}

extension ExposureBook.Sum {
  @inline(__always)
  fileprivate mutating func move(from old: Int128, to new: Int128) {
    long &+= max(new, 0) &- max(old, 0)
    short &+= max(-new, 0) &- max(-old, 0)
    holdings += (new == 0 ? 0 : 1) - (old == 0 ? 0 : 1)
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
