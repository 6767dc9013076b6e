/// Opens a file of any supported container and form and reads its rows.
struct FileReader {
  /// Most bytes one file may expand to.
  static let outputLimit = 4 << 30
  private let bytes: any RandomAccessBytes

  init(_ bytes: any RandomAccessBytes) { self.bytes = bytes }

  func read() throws(ImportError) -> ReadFile {
    let head = try bytes.exactly(min(4, bytes.size), at: 0) ?? []
    let path = bytes.path
    if head.starts(with: [0x50, 0x4b]) { return try readArchive() }
    if head.starts(with: [0x1f, 0x8b]) {
      let source = GzipSource(RangeSource(bytes), path: path, limit: Self.outputLimit)
      var file = try Self.readText(PeekedSource(source), path: path)
      file.encoding = .gzip
      return file
    }
    return try Self.readText(PeekedSource(RangeSource(bytes)), path: path)
  }

  private func readArchive() throws(ImportError) -> ReadFile {
    let archive = try ZipArchive(bytes)
    var result: ReadFile?
    for entry in archive.entries {
      let path = bytes.path + "!" + entry.name
      let source = try archive.source(of: entry, limit: Self.outputLimit)
      let file = try Self.readText(PeekedSource(source), path: path)
      if result == nil {
        result = file
        result?.encoding = .zip
      } else if result?.append(file) != true {
        throw .unknownColumns(path: path, found: file.layout.header)
      }
    }
    guard let result else { throw .archive(path: bytes.path, problem: .noEntries) }
    return result
  }

  private static func readText(
    _ source: PeekedSource, path: String
  ) throws(ImportError) -> ReadFile {
    let isJSON = try source.firstVisibleByte() == UInt8(ascii: "[")
    let reader: any RowReader =
      isJSON ? JSONRowReader(source, path: path) : CSVRowReader(source, path: path)
    if try source.firstVisibleByte() == UInt8(ascii: "{") {
      throw .malformedJSON(at: SourceLocation(path: path, line: 1))
    }
    var row = Row()
    guard try reader.next(&row) else { throw .emptyFile(path: path) }
    var layout = ColumnLayout.headerless(row, path: path)
    var hasRow = true
    if layout == nil {
      let header = row.cells.indices.map(row.text)
      layout = isHeader(row) ? ColumnLayout(header: header, path: path) : nil
      guard layout != nil else { throw .unknownColumns(path: path, found: header) }
      reader.shape.hasHeader = true
      hasRow = try reader.next(&row)
    }
    guard let layout else { throw .emptyFile(path: path) }
    var collector = RowCollector(
      layout: layout, hasHeader: reader.shape.hasHeader, first: hasRow ? row : nil,
      notes: reader.notes, path: path)
    while hasRow {
      try collector.add(row)
      hasRow = try reader.next(&row)
    }
    return ReadFile(
      series: collector.series, layout: layout, shape: reader.shape,
      encoding: isJSON ? .json : .csv, rows: collector.rowCount, first: collector.firstTime,
      last: collector.lastTime, formats: collector.formats.sorted(),
      roundedValues: collector.roundedValues, emptyCells: collector.emptyCells)
  }

  /// A header names columns: none of its cells is a number or a time.
  private static func isHeader(_ row: Row) -> Bool {
    row.cells.indices.allSatisfy { index in
      if case .success = row.decimal(index) { return false }
      if case .success = row.time(index) { return false }
      return true
    }
  }
}
