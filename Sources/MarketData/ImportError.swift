/// Everything that can go wrong between a file and a series. Each case says where, and its
/// description says how to mend it.
public enum ImportError: Error, Hashable, Sendable {
  /// The operating system refused to open, list or read; `code` is `errno`.
  case unreadable(path: String, code: Int32)
  /// The operating system refused to create or write; `code` is `errno`.
  case unwritable(path: String, code: Int32)
  /// Compressed bytes that cannot be right.
  case archive(path: String, problem: ArchiveProblem)
  /// A compact columnar file that cannot be right.
  case columnar(path: String, problem: ColumnarProblem)
  /// Not one line of data and no header either.
  case emptyFile(path: String)
  /// Columns that belong to no known kind of data.
  case unknownColumns(path: String, found: [String])
  /// JSON that is not an array of arrays.
  case malformedJSON(at: SourceLocation)
  /// A line longer than any row can be, or a quote that is never closed.
  case unterminatedRow(at: SourceLocation)
  /// Fewer or more cells than the header has.
  case wrongCellCount(at: SourceLocation, expected: Int, found: Int)
  /// One cell that is not what its column says.
  case badValue(at: SourceLocation, column: String, text: String, problem: ValueProblem)
  /// A time before that of the row above.
  case notAscending(at: SourceLocation, time: Int64, previous: Int64)
  /// A hole; refused because the gap policy is `fail`. `firstMissing` in nanoseconds since 1970.
  case gap(at: SourceLocation, firstMissing: Int64, missing: Int)
  /// Two rows with one time and different values; refused because the conflict policy is `fail`.
  case conflict(at: SourceLocation, time: Int64)
  /// Rows of several instruments in one file, which one series cannot hold.
  case severalInstruments(at: SourceLocation, first: String, second: String)
  /// A file that is recognised but is a table, not a series over time.
  case notASeries(path: String, kind: DataKind)
}

extension ImportError {
  /// Whether the file is no market data of ours, rather than market data with a flaw: what is found
  /// so in a directory is passed over and named.
  public var isOfAnotherKind: Bool {
    switch self {
    case .unknownColumns, .malformedJSON, .emptyFile, .notASeries: true
    default: false
    }
  }
}
