import FixedPoint
import TradingModel
import VenueDefinitions

/// One order book kept by its venue's sequence rules: what it may apply, what it passes over, and
/// when it has lost a message.
struct BookChain: Sendable {
  /// The rule by which updates follow one another.
  enum Rule: Sendable {
    /// Binance spot: `U` is at most the last id plus one. Binance futures: `pu` is the last `u`.
    case binance
    /// Bybit: `u` is the last one plus one; a snapshot begins anew.
    case bybit
    /// OKX: `prevSeqId` is the last `seqId`.
    case okx
  }

  let rule: Rule
  private(set) var book: BookRecord?
  private var waiting: [BookRecord] = []

  init(rule: Rule) { self.rule = rule }

  /// Takes a snapshot or update.
  /// - Throws: A sequence gap; the book is then gone until the next snapshot.
  mutating func take(_ record: BookRecord) throws(WireFailure) {
    if record.isSnapshot {
      // A snapshot that is older than the book (a late REST answer) tells nothing new.
      if rule == .binance, let last = book?.last, let new = record.last, new <= last { return }
      book = record
      book?.sort()
      let buffered = waiting
      waiting = []
      for update in buffered { try apply(update) }
    } else if book == nil {
      if waiting.count < 10_000 { waiting.append(record) }
    } else {
      try apply(record)
    }
  }

  /// Whether updates wait for a snapshot that has not come.
  var isWaiting: Bool { book == nil && !waiting.isEmpty }

  /// The first update taken, for a stream that begins in the middle.
  var firstWaiting: BookRecord? { waiting.first }

  /// What was taken while no snapshot had come.
  var updatesWaiting: [BookRecord] { waiting }

  private mutating func apply(_ update: BookRecord) throws(WireFailure) {
    guard var current = book, let last = current.last, let new = update.last else {
      throw lost("an update without its sequence number")
    }
    switch rule {
    case .binance:
      if new <= last { return }
      let follows: Bool
      if let previous = update.previous, !current.isSnapshot {
        follows = previous == last
      } else if let first = update.first {
        follows = first <= last + 1 && new >= last
      } else {
        follows = false
      }
      guard follows else { throw lost("update \(new) does not follow \(last)") }
    case .bybit:
      if new <= last { return }
      guard new == last + 1 else { throw lost("update \(new) does not follow \(last)") }
    case .okx:
      guard let previous = update.previous else { throw lost("prevSeqId is missing") }
      if previous == new && previous == last { return }
      // What a REST snapshot already covers is passed over.
      if new <= last && previous < last { return }
      let bridges = current.isSnapshot && current.previous == nil && previous <= last && last < new
      guard previous == last || bridges else {
        throw lost("update after \(previous) does not follow \(last)")
      }
    }
    current.merge(update)
    book = current
  }

  private mutating func lost(_ message: String) -> WireFailure {
    book = nil
    waiting = []
    return WireFailure(.sequenceGap, then: .resync, message)
  }
}

extension BookRecord {
  /// Applies an update: an amount of zero removes its level, any other replaces it.
  mutating func merge(_ update: BookRecord) {
    for level in update.bids { BookRecord.set(level, in: &bids) { $0 > $1 } }
    for level in update.asks { BookRecord.set(level, in: &asks) { $0 < $1 } }
    last = update.last
    previous = update.previous
    first = update.first
    time = update.time ?? time
    isSnapshot = false
  }

  /// Puts the best prices first and drops levels without an amount.
  mutating func sort() {
    bids = bids.filter { !$0.amount.isZero }.sorted { $0.price > $1.price }
    asks = asks.filter { !$0.amount.isZero }.sorted { $0.price < $1.price }
  }

  /// Whether the best bid is at or above the best ask, which no book can hold.
  var isCrossed: Bool {
    guard let bid = bids.first, let ask = asks.first else { return false }
    return bid.price >= ask.price
  }

  private static func set(
    _ level: BookLevel, in side: inout [BookLevel], _ isBetter: (Price, Price) -> Bool
  ) {
    var low = 0
    var high = side.count
    while low < high {
      let middle = (low + high) / 2
      if isBetter(side[middle].price, level.price) { low = middle + 1 } else { high = middle }
    }
    let exists = low < side.count && side[low].price == level.price
    if level.amount.isZero {
      if exists { side.remove(at: low) }
    } else if exists {
      side[low] = level
    } else {
      side.insert(level, at: low)
    }
  }
}
