/// Which series of a directory to load. Empty lists mean all.
public struct SeriesFilter: Hashable, Sendable {
  /// Venues, as in ``SeriesKey/venue``.
  public var venues: [String]
  /// Symbols, as in ``SeriesKey/symbol``.
  public var symbols: [String]
  /// Kinds.
  public var kinds: [DataKind]
  /// Earliest time, nanoseconds since 1970; rows before it are left out.
  public var from: Int64?
  /// Latest time, not included.
  public var until: Int64?

  /// A filter; without arguments it lets everything pass.
  public init(
    venues: [String] = [], symbols: [String] = [], kinds: [DataKind] = [], from: Int64? = nil,
    until: Int64? = nil
  ) {
    self.venues = venues
    self.symbols = symbols
    self.kinds = kinds
    self.from = from
    self.until = until
  }

  /// Lets everything pass.
  public static let all = SeriesFilter()

  func accepts(_ key: SeriesKey) -> Bool {
    (venues.isEmpty || venues.contains(key.venue))
      && (symbols.isEmpty || symbols.contains(key.symbol))
      && (kinds.isEmpty || kinds.contains(key.kind))
  }

  func accepts(_ time: Int64) -> Bool {
    (from.map { time >= $0 } ?? true) && (until.map { time < $0 } ?? true)
  }
}
