import TradingModel

/// One instruction of an array in an older dialect.
struct DialectMember {
  /// Its leg's key: its id with other characters than letters and digits replaced.
  let key: String
  /// Its id as written.
  let identifier: JSONValue?
  /// What it does; nil for `flash_repay`.
  let action: Action?
  /// The atomic group it is in.
  let group: String?
  /// Its place in the group.
  let sequence: Int
  /// Its expected position changes.
  let deltas: [ExpectedDelta]
  /// Its fields.
  let reader: FieldReader
}
