import FixedPoint

/// A series of any kind: ascending times and columns of numbers. The typed series
/// (``BarSeries``, ``RateSeries``, …) are made from it.
public struct SeriesTable: Hashable, Sendable {
  /// Name of the series.
  public var key: SeriesKey
  /// Usual step in nanoseconds; nil for kinds without one.
  public var interval: Int64?
  /// Times in nanoseconds since 1970, ascending (trades and quotes may share one).
  public var times: [Int64]
  /// Columns, each as long as `times`.
  public var columns: [SeriesColumn]

  /// A series.
  public init(key: SeriesKey, interval: Int64?, times: [Int64], columns: [SeriesColumn]) {
    self.key = key
    self.interval = interval
    self.times = times
    self.columns = columns
  }

  /// Values of the column of that name.
  public func values(_ name: String) -> [Decimal18]? {
    columns.first { $0.name == name }?.values
  }

  /// Whether all columns are as long as `times` and the times ascend within 2009-2099.
  public var isConsistent: Bool {
    guard columns.allSatisfy({ $0.values.count == times.count }) else { return false }
    guard times.allSatisfy({ (TimeText.earliest..<TimeText.latest).contains($0) }) else {
      return false
    }
    let mayRepeat = [.trades, .aggregateTrades, .quotes].contains(key.kind)
    return zip(times, times.dropFirst()).allSatisfy { mayRepeat ? $0 <= $1 : $0 < $1 }
  }
}
