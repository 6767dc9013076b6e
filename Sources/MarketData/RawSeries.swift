import FixedPoint

/// The rows of one file as read: unsorted, with the lines they came from.
struct RawSeries {
  var key: SeriesKey
  var names: [String]
  var times: [Int64] = []
  var lines: [Int] = []
  var columns: [[Decimal18]]
  var path: String

  init(key: SeriesKey, names: [String], path: String) {
    self.key = key
    self.names = names
    self.path = path
    columns = Array(repeating: [], count: names.count)
  }

  func column(_ name: String) -> [Decimal18]? {
    names.firstIndex(of: name).map { columns[$0] }
  }

  func location(_ row: Int) -> SourceLocation { SourceLocation(path: path, line: lines[row]) }

  func hasEqualValues(_ first: Int, _ second: Int) -> Bool {
    columns.allSatisfy { $0[first] == $0[second] }
  }

  /// Row numbers by time; rows of one time stay in file order.
  func rowsByTime() -> [Int] {
    let isSorted = zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
    if isSorted { return Array(times.indices) }
    return times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
  }

  /// The same series with only these rows, in this order.
  func selecting(_ rows: [Int]) -> RawSeries {
    var result = self
    result.times = rows.map { times[$0] }
    result.lines = rows.map { lines[$0] }
    result.columns = columns.map { column in rows.map { column[$0] } }
    return result
  }
}
