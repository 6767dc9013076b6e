import GRDB

/// Reads a cell that may have been damaged, without a trap.
enum StoredCell {
  /// The value of a column, or `corrupt` when it is absent or of another type.
  static func value<Value: DatabaseValueConvertible>(
    _ row: Row, _ column: Int
  ) throws(JournalError) -> Value {
    guard let value = Value.fromDatabaseValue(row[column] as DatabaseValue) else {
      throw .corrupt(detail: "a cell of column \(column) cannot be read")
    }
    return value
  }

  /// The value of a column that may be NULL.
  static func optional<Value: DatabaseValueConvertible>(
    _ row: Row, _ column: Int
  ) throws(JournalError) -> Value? {
    let cell: DatabaseValue = row[column]
    if cell.isNull { return nil }
    return try value(row, column) as Value
  }
}
