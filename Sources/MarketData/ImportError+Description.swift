extension ImportError: CustomStringConvertible {
  /// One line: where, what, and how to mend it.
  public var description: String {
    switch self {
    case .unreadable(let path, let code):
      "\(path): cannot be read (errno \(code)); check that it exists and its permissions"
    case .unwritable(let path, let code):
      "\(path): cannot be written (errno \(code)); check the directory and free space"
    case .archive(let path, let problem):
      "\(path): damaged or unsupported archive (\(problem.rawValue)); download it again"
    case .columnar(let path, let problem):
      "\(path): damaged columnar file (\(problem.rawValue)); import its source again"
    case .emptyFile(let path):
      "\(path): no header and no rows; remove it or download it again"
    case .unknownColumns(let path, let found):
      "\(path): columns \(found.joined(separator: ",")) belong to no known kind; known: "
        + DataKind.allCases.map(\.rawValue).joined(separator: ", ")
    case .malformedJSON(let location):
      "\(location): expected an array of rows like [[time,open,high,low,close,volume],...]"
    case .unterminatedRow(let location):
      "\(location): the row does not end (open quote or over-long line); close the quote"
    case .wrongCellCount(let location, let expected, let found):
      "\(location): \(found) cells where the header has \(expected); complete or remove the row"
    case .badValue(let location, let column, let text, let problem):
      "\(location): column \(column): \"\(text)\" (\(problem.rawValue)); correct or remove the row"
    default: rowDescription
    }
  }

  private var rowDescription: String {
    switch self {
    case .notAscending(let location, let time, let previous):
      "\(location): \(TimeText.format(time)) comes after \(TimeText.format(previous)); "
        + "sort the file or import with order policy sort"
    case .gap(let location, let firstMissing, let missing):
      "\(location): \(missing) rows missing from \(TimeText.format(firstMissing)); "
        + "fill the hole or choose a gap policy: carry, skip or halt"
    case .conflict(let location, let time):
      "\(location): another row has the time \(TimeText.format(time)) with other values; "
        + "remove one or choose a conflict policy: first or last"
    case .severalInstruments(let location, let first, let second):
      "\(location): \(second) in a file of \(first); split the file by instrument"
    case .notASeries(let path, let kind):
      "\(path): \(kind.rawValue) has no time series to import; only `check` applies"
    default: "import failed"
    }
  }
}
