import TradingModel

/// Why an action could not be turned into an order, transaction or transfer. Nothing was sent.
struct RouteError: Error, Hashable, Sendable {
  /// A stable code: `unknownVenue`, `unknownInstrument`, `missingPrice`, …
  let code: String
  /// What is wrong, for people.
  let message: String
  /// What to do about it; empty where the message says all.
  let hint: String

  init(_ code: String, _ message: String, hint: String = "") {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// A name that is not among those known.
  init(_ code: String, _ message: String, named name: String, among known: [String]) {
    let nearest = Spelling.nearest(to: name, among: known).map { "Did you mean '\($0)'? " } ?? ""
    let list = known.isEmpty ? "none" : known.joined(separator: ", ")
    self.init(code, message, hint: nearest + "Known here: \(list).")
  }

  /// Message and hint together.
  var explanation: String { hint.isEmpty ? message : "\(message). \(hint)" }
}
