/// Aligned columns for people.
public struct TextTable: Sendable {
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  /// A table whose numeric columns are aligned to the right.
  public init(header: [String], rightAligned: Set<Int>) {
    rows = [header]
    self.rightAligned = rightAligned
  }

  /// Adds a row; cells beyond the header are left out.
  public mutating func add(_ cells: [String]) { rows.append(Array(cells.prefix(rows[0].count))) }

  /// The lines, each indented by two spaces.
  public var lines: [String] {
    let widths = rows[0].indices.map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += " " + (rightAligned.contains(column) ? padding + cell : cell + padding) + " "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
