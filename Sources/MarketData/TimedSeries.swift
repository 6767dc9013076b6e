/// What all typed series share: ascending times, and when each row may be known.
public protocol TimedSeries: Sendable, Hashable {
  /// Name of the series.
  var key: SeriesKey { get }
  /// Times in nanoseconds since 1970, ascending.
  var times: [Int64] { get }
  /// When the row at `index` may first be seen, nanoseconds since 1970.
  func availableAt(_ index: Int) -> Int64
}

extension TimedSeries {
  /// How many rows there are.
  public var count: Int { times.count }

  /// A value is known at its own time.
  public func availableAt(_ index: Int) -> Int64 { times[index] }

  /// The last row that may be seen at `time` (nanoseconds since 1970); nil before the first.
  public func lastIndex(availableAt time: Int64) -> Int? {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if availableAt(middle) <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// The first row whose time is not before `time`; `count` when there is none.
  public func firstIndex(notBefore time: Int64) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
