import FixedPoint

/// Collects the files of a directory into a store: parts of one series are joined before the
/// policies are applied, so that the border between two months is no gap.
struct StoreBuilder {
  private let filter: SeriesFilter
  private let policies: ImportPolicies
  private var parts: [SeriesKey: [RawSeries]] = [:]
  private var skipped: [SkippedFile] = []

  init(filter: SeriesFilter, policies: ImportPolicies) {
    self.filter = filter
    self.policies = policies
  }

  mutating func add(_ bytes: any RandomAccessBytes) throws(ImportError) {
    let path = bytes.path
    guard Self.isData(path) else {
      skipped.append(SkippedFile(path: path, reason: "not a data file by its name"))
      return
    }
    do throws(ImportError) {
      let series = try read(bytes)
      guard filter.accepts(series.key) else { return }
      parts[series.key, default: []].append(series)
    } catch {
      guard error.isOfAnotherKind else { throw error }
      skipped.append(SkippedFile(path: path, reason: "\(error)"))
    }
  }

  /// Whether a file's name is that of data.
  static func isData(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".csv", ".csv.gz", ".zip", ".json", ".json.gz", ".vcol", ".tsv", ".txt"].contains {
      name.hasSuffix($0)
    }
  }

  private func read(_ bytes: any RandomAccessBytes) throws(ImportError) -> RawSeries {
    if bytes.size >= 8, try bytes.exactly(8, at: 0) == ColumnarFile.magic {
      let table = try MarketDataImporter(policies: policies).read(bytes)
      return RawSeries(table, path: bytes.path)
    }
    let file = try FileReader(bytes).read()
    guard file.layout.kind.isSeries else {
      throw .notASeries(path: bytes.path, kind: file.layout.kind)
    }
    return file.series
  }

  func store() throws(ImportError) -> HistoricalStore {
    var tables: [SeriesTable] = []
    for key in parts.keys.sorted() {
      guard let series = parts[key], let first = series.first else { continue }
      let table: SeriesTable
      if series.count == 1 {
        table = try limited(first).applying(policies)
      } else {
        table = try limited(RawSeries.joining(series)).applying(policies)
      }
      tables.append(table)
    }
    return HistoricalStore(tables: tables, skipped: skipped)
  }

  private func limited(_ series: RawSeries) -> RawSeries {
    guard filter.from != nil || filter.until != nil else { return series }
    return series.selecting(series.times.indices.filter { filter.accepts(series.times[$0]) })
  }
}
