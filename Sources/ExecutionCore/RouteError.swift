/// Why an action could not be turned into an order, transaction or transfer. Nothing was sent.
struct RouteError: Error, Hashable, Sendable {
  /// A stable code: `unknownVenue`, `unknownInstrument`, `missingPrice`, …
  let code: String
  /// What is wrong and what is allowed, for people.
  let message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}
