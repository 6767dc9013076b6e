/// What a file holds and what is wrong with it. Times are nanoseconds since 1970.
public struct QualityReport: Hashable, Sendable {
  /// Path as it was given.
  public var path: String
  /// Container.
  public var encoding: FileEncoding
  /// Length of the file in bytes.
  public var byteCount: Int
  /// SHA-256 of the file, 64 hexadecimal digits; nil when it was not asked for.
  public var sha256: String?
  /// What the rows are.
  public var kind: DataKind
  /// The name guessed for the series.
  public var key: SeriesKey
  /// Column names as found, or as implied where there is no header.
  public var columns: [String]
  /// Form of the text.
  public var shape: TextShape
  /// How many files an archive holds; 1 otherwise.
  public var entries: Int
  /// Data rows, duplicates included.
  public var rows: Int
  /// Earliest time; nil without rows or without a time column.
  public var first: Int64?
  /// Latest time; nil without rows or without a time column.
  public var last: Int64?
  /// Forms of time found, in a fixed order.
  public var timeFormats: [TimeFormat]
  /// The usual step between rows; nil for kinds without one and for too few rows.
  public var interval: Int64?
  /// Holes, by time.
  public var gaps: [Gap]
  /// Pairs of rows with one time and equal values; an import drops the second of each.
  public var exactDuplicates: [Duplicate]
  /// Pairs of rows with one time and different values.
  public var conflicts: [Duplicate]
  /// Lines whose time is before that of the line above.
  public var outOfOrderLines: [Int]
  /// Values with digits beyond 1e-18, rounded half to even.
  public var roundedValues: Int
  /// Cells without text.
  public var emptyCells: Int

  /// Rows missing in all holes together.
  public var missingRows: Int { gaps.reduce(0) { $0 + $1.missing } }

  /// Whether a strict import would take the file, and it has rows.
  public var isClean: Bool {
    rows > 0 && gaps.isEmpty && conflicts.isEmpty && outOfOrderLines.isEmpty
      && exactDuplicates.isEmpty
  }
}
