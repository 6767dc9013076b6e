import FixedPoint

/// The rows of one file as read: unsorted, with the lines they came from.
struct RawSeries {
  var key: SeriesKey
  var names: [String]
  var times: [Int64] = []
  var lines: [Int] = []
  var columns: [[Decimal18]]
  /// Files the rows came from; several after joining.
  var paths: [String]
  /// For each row its file in `paths`; empty when there is one file only.
  var origins: [Int] = []

  init(key: SeriesKey, names: [String], path: String) {
    self.key = key
    self.names = names
    paths = [path]
    columns = Array(repeating: [], count: names.count)
  }

  func column(_ name: String) -> [Decimal18]? {
    names.firstIndex(of: name).map { columns[$0] }
  }

  func location(_ row: Int) -> SourceLocation {
    SourceLocation(path: paths[origins.isEmpty ? 0 : origins[row]], line: lines[row])
  }

  /// Adds the rows of another file whose columns have the same names, in any order.
  mutating func append(_ other: RawSeries) {
    if origins.isEmpty { origins = Array(repeating: 0, count: times.count) }
    let base = paths.count
    paths += other.paths
    origins +=
      other.origins.isEmpty
      ? Array(repeating: base, count: other.times.count) : other.origins.map { base + $0 }
    times += other.times
    lines += other.lines
    for (index, name) in names.enumerated() { columns[index] += other.column(name) ?? [] }
  }

  func hasEqualValues(_ first: Int, _ second: Int) -> Bool {
    columns.allSatisfy { $0[first] == $0[second] }
  }

  /// Whether no time is before that of the row above.
  var isAscending: Bool { zip(times, times.dropFirst()).allSatisfy { $0 <= $1 } }

  /// Row numbers by time; rows of one time stay in file order.
  func rowsByTime() -> [Int] {
    if isAscending { return Array(times.indices) }
    return times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
  }

  /// The same series with only these rows, in this order.
  func selecting(_ rows: [Int]) -> RawSeries {
    var result = self
    result.times = rows.map { times[$0] }
    result.lines = rows.map { lines[$0] }
    if !origins.isEmpty { result.origins = rows.map { origins[$0] } }
    result.columns = columns.map { column in rows.map { column[$0] } }
    return result
  }
}
