import TradingModel

/// An effect in the types SQLite stores.
struct EffectRow: Equatable {
  var sequence: Int64
  var kind: String
  var order: Int64?
  var action: Int64?
  var clientOrderID: String?
  var instruction: String?
  var body: String
}

extension EffectRow {
  /// Checks and converts; refuses numbers SQLite cannot hold and texts it would cut.
  init(_ effect: JournalEffect) throws(JournalError) {
    sequence = try StoredForm.number(effect.sequence)
    kind = effect.kind.rawValue
    order = try StoredForm.number(effect.order?.raw)
    action = try StoredForm.number(effect.action?.raw)
    clientOrderID = try StoredForm.text(effect.clientOrderID?.text)
    instruction = try StoredForm.text(effect.instruction)
    body = try StoredForm.text(effect.body)
  }
}
