import FixedPoint

extension RawSeries {
  /// A table as rows again; row numbers stand for lines.
  init(_ table: SeriesTable, path: String) {
    self.init(key: table.key, names: table.columns.map(\.name), path: path)
    times = table.times
    lines = Array(table.times.indices.map { $0 + 1 })
    columns = table.columns.map(\.values)
  }

  /// Several files of one series as one, by the time of their first rows. Only columns that all of
  /// them have remain.
  static func joining(_ parts: [RawSeries]) -> RawSeries {
    let sorted = parts.enumerated().sorted {
      ($0.element.times.first ?? 0, $0.offset) < ($1.element.times.first ?? 0, $1.offset)
    }.map(\.element)
    var result = sorted[0]
    let names = result.names.filter { name in sorted.allSatisfy { $0.names.contains(name) } }
    result.columns = names.compactMap { result.column($0) }
    result.names = names
    for part in sorted.dropFirst() { result.append(part) }
    return result
  }
}
