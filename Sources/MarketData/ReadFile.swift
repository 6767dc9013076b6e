/// One file as read: its series, if it is one, and what was found on the way.
struct ReadFile {
  var series: RawSeries
  var layout: ColumnLayout
  var shape: TextShape
  var encoding: FileEncoding
  var entries = 1
  var rows: Int
  var first: Int64?
  var last: Int64?
  var formats: [TimeFormat]
  var roundedValues: Int
  var emptyCells: Int

  /// Adds the rows of a further archive entry; false when they are of another kind or columns.
  mutating func append(_ other: ReadFile) -> Bool {
    guard other.layout.kind == layout.kind, other.series.names == series.names,
      other.series.key.symbol == series.key.symbol
    else { return false }
    series.append(other.series)
    entries += 1
    rows += other.rows
    first = [first, other.first].compactMap { $0 }.min()
    last = [last, other.last].compactMap { $0 }.max()
    formats += other.formats.filter { !formats.contains($0) }
    roundedValues += other.roundedValues
    emptyCells += other.emptyCells
    shape.commentLines += other.shape.commentLines
    shape.quotedRows += other.shape.quotedRows
    shape.hasByteOrderMark = shape.hasByteOrderMark || other.shape.hasByteOrderMark
    shape.hasFinalNewline = shape.hasFinalNewline && other.shape.hasFinalNewline
    return true
  }
}
