import Hashing

/// Reads market data files: checks them, turns them into series, and rewrites them compactly.
///
/// CSV, gzip, zip and JSON arrays are recognised by their bytes, never by the file's extension.
public struct MarketDataImporter: Sendable {
  /// Whether `check` computes the file's SHA-256.
  public var computesChecksum: Bool
  /// What to do with flaws when importing; `check` only reports them.
  public var policies: ImportPolicies

  /// An importer; strict unless told otherwise.
  public init(policies: ImportPolicies = .strict, computesChecksum: Bool = true) {
    self.policies = policies
    self.computesChecksum = computesChecksum
  }

  /// The files that paths stand for: a directory for every file below it with a name of data,
  /// sorted; anything else for itself.
  ///
  /// - Throws: `ImportError` where a directory cannot be read.
  public static func files(_ paths: [String]) throws(ImportError) -> [String] {
    var files: [String] = []
    for path in paths {
      guard FileSystem.isDirectory(path) else {
        files.append(path)
        continue
      }
      files += try FileSystem.files(below: path).filter(StoreBuilder.isData)
    }
    return files
  }

  /// What the file holds and what is wrong with it. Flaws in order and completeness are reported;
  /// cells that cannot be read are errors.
  ///
  /// - Throws: `ImportError`, with file, line and remedy.
  public func check(path: String) throws(ImportError) -> QualityReport {
    try check(FileBytes(path: path))
  }

  /// As `check(path:)`, for bytes in memory; `name` stands for the path.
  ///
  /// - Throws: `ImportError`, with name, line and remedy.
  public func check(_ bytes: [UInt8], name: String) throws(ImportError) -> QualityReport {
    try check(MemoryBytes(path: name, bytes: bytes))
  }

  /// The series of a file, after the policies.
  ///
  /// - Throws: `ImportError`; `.notASeries` for tables and reward periods.
  public func read(path: String) throws(ImportError) -> SeriesTable {
    try read(FileBytes(path: path))
  }

  /// As `read(path:)`, for bytes in memory; `name` stands for the path.
  ///
  /// - Throws: `ImportError`; `.notASeries` for tables and reward periods.
  public func read(_ bytes: [UInt8], name: String) throws(ImportError) -> SeriesTable {
    try read(MemoryBytes(path: name, bytes: bytes))
  }

  /// Rewrites a file in the compact columnar form as
  /// `directory/venue/symbol[-market]-kind-firstday.vcol` and returns that path. The first day is
  /// part of the name so that months of one series do not replace each other.
  ///
  /// - Throws: `ImportError`; nothing is written then.
  public func importFile(path: String, to directory: String) throws(ImportError) -> String {
    let table = try read(path: path)
    let firstDay = table.times.first.map { String(TimeText.format($0).prefix(10)) } ?? "empty"
    let names = [
      table.key.symbol, table.key.segment.rawValue, table.key.kind.rawValue, firstDay,
    ]
    let file = names.filter { !$0.isEmpty }.map(Self.safe).joined(separator: "-")
    let folder = directory + "/" + Self.safe(table.key.venue)
    let bytes = ColumnarFile.encode(table)
    try FileSystem.makeDirectory(folder)
    let target = folder + "/" + file + ".vcol"
    try FileSystem.write(bytes, to: target)
    return target
  }

  /// A name without characters that mean something in a path.
  private static func safe(_ text: String) -> String {
    let kept = text.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "_-.".contains(character))
        ? character : "_"
    }
    return kept.first == "." ? "_" + String(kept) : String(kept)
  }

  func read(_ bytes: any RandomAccessBytes) throws(ImportError) -> SeriesTable {
    if let table = try columnar(bytes) { return table }
    let file = try FileReader(bytes).read()
    guard file.layout.kind.isSeries else {
      throw .notASeries(path: bytes.path, kind: file.layout.kind)
    }
    return try file.series.applying(policies)
  }

  private func columnar(_ bytes: any RandomAccessBytes) throws(ImportError) -> SeriesTable? {
    guard bytes.size >= 8, try bytes.exactly(8, at: 0) == ColumnarFile.magic else { return nil }
    guard let content = try bytes.exactly(bytes.size, at: 0) else {
      throw .columnar(path: bytes.path, problem: .truncated)
    }
    return try ColumnarFile.decode(content, path: bytes.path)
  }

  private func check(_ bytes: any RandomAccessBytes) throws(ImportError) -> QualityReport {
    let hash = computesChecksum ? try Self.checksum(of: bytes) : nil
    if let table = try columnar(bytes) {
      return QualityReport(table, path: bytes.path, byteCount: bytes.size, sha256: hash)
    }
    let file = try FileReader(bytes).read()
    let analysis = file.layout.kind.isSeries ? SeriesAnalysis(file.series) : nil
    return QualityReport(
      path: bytes.path, encoding: file.encoding, byteCount: bytes.size, sha256: hash,
      kind: file.layout.kind, key: file.series.key, columns: file.layout.header,
      shape: file.shape, entries: file.entries, rows: file.rows, first: file.first,
      last: file.last, timeFormats: file.formats, interval: analysis?.interval,
      gaps: analysis?.gaps ?? [], exactDuplicates: analysis?.exactDuplicates ?? [],
      conflicts: analysis?.conflicts ?? [],
      outOfOrderLines: analysis?.outOfOrder.map { file.series.lines[$0] } ?? [],
      roundedValues: file.roundedValues, emptyCells: file.emptyCells)
  }

  private static func checksum(of bytes: any RandomAccessBytes) throws(ImportError) -> String {
    var hash = SHA256()
    var offset = 0
    while offset < bytes.size {
      var chunk: [UInt8] = []
      let received = try bytes.read(at: offset, count: 1 << 18, into: &chunk)
      if received == 0 { break }
      hash.update(chunk)
      offset += received
    }
    return hash.finish().hexadecimal
  }
}
