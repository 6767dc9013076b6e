extension QualityReport {
  /// The report of a compact columnar file; row numbers stand for lines.
  init(_ table: SeriesTable, path: String, byteCount: Int, sha256: String?) {
    var series = RawSeries(key: table.key, names: table.columns.map(\.name), path: path)
    series.times = table.times
    series.lines = Array(table.times.indices.map { $0 + 1 })
    series.columns = table.columns.map(\.values)
    let analysis = SeriesAnalysis(series)
    self.init(
      path: path, encoding: .columnar, byteCount: byteCount, sha256: sha256,
      kind: table.key.kind, key: table.key, columns: ["time"] + series.names,
      shape: TextShape(), entries: 1, rows: table.times.count, first: table.times.first,
      last: table.times.last, timeFormats: [], interval: analysis.interval ?? table.interval,
      gaps: analysis.gaps, exactDuplicates: analysis.exactDuplicates,
      conflicts: analysis.conflicts, outOfOrderLines: [], roundedValues: 0, emptyCells: 0)
  }
}
