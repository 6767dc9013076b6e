import ExecutionRuntime
import FixedPoint
import TradingModel

/// Market data of a run in the order of time. At one instant bars close first, then funding and
/// rates are known, and only then does the next bar open.
public struct HistoricalFeed: MarketFeed, Sendable {
  /// One update and when it becomes visible.
  struct Entry: Sendable {
    let time: Timestamp
    let rank: UInt8
    let update: MarketUpdate
  }

  /// An instrument without bars of its own, and whose bars it has instead.
  public struct StandIn: Hashable, Sendable {
    /// The instrument.
    public let instrument: InstrumentID
    /// Name of the exchange whose history stands in.
    public let venue: String
  }

  /// Instruments priced by another exchange's history, ascending.
  public internal(set) var standIns: [StandIn] = []

  private let entries: [Entry]
  private var position = 0

  init(_ entries: [Entry]) {
    let indexed = entries.enumerated().sorted { left, right in
      if left.element.time != right.element.time { return left.element.time < right.element.time }
      if left.element.rank != right.element.rank { return left.element.rank < right.element.rank }
      return left.offset < right.offset
    }
    self.entries = indexed.map(\.element)
  }

  /// A feed of updates of one's own; those of one instant keep their order.
  public init(updates: [(time: Timestamp, update: MarketUpdate)]) {
    self.init(updates.map { Entry(time: $0.time, rank: 0, update: $0.update) })
  }

  /// The same feed with only the updates the test lets through.
  public func keeping(
    _ isKept: (_ time: Timestamp, _ update: MarketUpdate) -> Bool
  ) -> HistoricalFeed {
    var kept = HistoricalFeed(entries.filter { isKept($0.time, $0.update) })
    kept.standIns = standIns
    return kept
  }

  /// How many updates there are in all.
  public var count: Int { entries.count }

  public var nextTime: Timestamp? {
    position < entries.count ? entries[position].time : nil
  }

  public mutating func next() -> MarketUpdate? {
    guard position < entries.count else { return nil }
    defer { position += 1 }
    return entries[position].update
  }

  /// A feed that has nothing more to tell: the market stands still.
  public static var frozen: HistoricalFeed { HistoricalFeed([]) }
}
