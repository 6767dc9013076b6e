import FixedPoint

/// Turns rows of cells into columns of numbers, strictly: the first cell that is not what its
/// column says ends the import with its line.
struct RowCollector {
  private let layout: ColumnLayout
  private let path: String
  private var identity: [(column: Int, name: String)] = []
  private var identityCells: [[UInt8]] = []
  private(set) var series: RawSeries
  private(set) var rowCount = 0
  private(set) var roundedValues = 0
  private(set) var emptyCells = 0
  private(set) var formats: [TimeFormat] = []
  private(set) var firstTime: Int64?
  private(set) var lastTime: Int64?
  private var hasNumericIdentifier = false

  init(
    layout: ColumnLayout, hasHeader: Bool, first: Row?, notes: [(key: String, value: String)],
    path: String
  ) {
    self.layout = layout
    self.path = path
    let guess = IdentityGuess(
      header: layout.header, hasHeader: hasHeader, row: first, notes: notes, path: path)
    var names = layout.kind.isSeries ? layout.names : []
    if layout.kind.isSeries {
      if layout.side != nil { names.append("is_buyer_maker") }
      if let identifier = layout.identifier, let first, identifier < first.cells.count,
        case .success = first.decimal(identifier)
      {
        hasNumericIdentifier = true
        names.append("id")
      }
      for (index, name) in layout.header.enumerated() {
        let isName = ["symbol", "asset_pair", "instrument_name", "instrument", "pool_address"]
          .contains(name.lowercased())
        if isName { identity.append((column: index, name: name)) }
      }
    }
    series = RawSeries(key: guess.key(kind: layout.kind), names: names, path: path)
  }

  mutating func add(_ row: Row) throws(ImportError) {
    guard row.cells.count == layout.header.count else {
      let location = SourceLocation(path: path, line: row.line)
      throw .wrongCellCount(
        at: location, expected: layout.header.count, found: row.cells.count)
    }
    rowCount += 1
    for cell in row.cells where cell.isEmpty { emptyCells += 1 }
    guard let column = layout.time else { return }
    let time = try value(row.time(column), row, column)
    if !formats.contains(time.format) { formats.append(time.format) }
    firstTime = min(firstTime ?? time.nanoseconds, time.nanoseconds)
    lastTime = max(lastTime ?? time.nanoseconds, time.nanoseconds)
    guard layout.kind.isSeries else { return }
    try checkIdentity(row)
    series.times.append(time.nanoseconds)
    series.lines.append(row.line)
    try addValues(row)
  }

  private mutating func addValues(_ row: Row) throws(ImportError) {
    for (position, index) in layout.indices.enumerated() {
      let cell = try value(row.decimal(index), row, index)
      if cell.isRounded { roundedValues += 1 }
      series.columns[position].append(cell.value)
    }
    var position = layout.indices.count
    if let side = layout.side {
      guard let isBuyerMaker = row.side(side) else {
        throw refuse(row, side, .malformedSide)
      }
      series.columns[position].append(isBuyerMaker ? .one : .zero)
      position += 1
    }
    if hasNumericIdentifier, let identifier = layout.identifier {
      series.columns[position].append(try value(row.decimal(identifier), row, identifier).value)
    }
  }

  private mutating func checkIdentity(_ row: Row) throws(ImportError) {
    if identityCells.isEmpty, !identity.isEmpty {
      identityCells = identity.map { Array(row.bytes[row.cells[$0.column]]) }
      return
    }
    for (index, item) in identity.enumerated() {
      let cell = row.bytes[row.cells[item.column]]
      guard cell.elementsEqual(identityCells[index]) else {
        throw .severalInstruments(
          at: SourceLocation(path: path, line: row.line),
          first: String(decoding: identityCells[index], as: UTF8.self),
          second: row.text(item.column))
      }
    }
  }

  private func value<Value>(
    _ result: Result<Value, CellFailure>, _ row: Row, _ column: Int
  ) throws(ImportError) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let failure): throw refuse(row, column, failure.problem)
    }
  }

  private func refuse(_ row: Row, _ column: Int, _ problem: ValueProblem) -> ImportError {
    .badValue(
      at: SourceLocation(path: path, line: row.line), column: layout.header[column],
      text: String(row.text(column).prefix(80)), problem: problem)
  }
}
