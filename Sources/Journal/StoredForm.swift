/// Checks that a value can be stored as it is.
enum StoredForm {
  /// A number as SQLite's signed 64 bits.
  static func number(_ value: UInt64) throws(JournalError) -> Int64 {
    guard let number = Int64(exactly: value) else {
      throw .refused(detail: "\(value) does not fit a signed 64-bit number")
    }
    return number
  }

  /// An optional number as SQLite's signed 64 bits.
  static func number(_ value: UInt64?) throws(JournalError) -> Int64? {
    guard let value else { return nil }
    return try number(value) as Int64
  }

  /// A text without the zero character, at which SQLite would end it.
  static func text(_ value: String) throws(JournalError) -> String {
    guard !value.utf8.contains(0) else { throw .refused(detail: "a text contains a zero byte") }
    return value
  }

  /// An optional text without the zero character.
  static func text(_ value: String?) throws(JournalError) -> String? {
    guard let value else { return nil }
    return try text(value) as String
  }
}
