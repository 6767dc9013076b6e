import TradingModel

/// A leg before its action is decoded: what references need to know of it.
struct LegOutline {
  /// Its key.
  let key: String
  /// The kind of its action.
  let action: String
  /// Its fields.
  let reader: FieldReader
  /// What it waits for.
  var after: [LegDependency]
}
