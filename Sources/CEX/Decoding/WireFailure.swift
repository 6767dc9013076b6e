import VenueDefinitions

/// Why an answer or message is not a success, and what may be done then.
struct WireFailure: Error, Hashable, Sendable {
  /// The kind of refusal or failure.
  var category: WireErrorCategory
  /// What may be done; nil until it is known whether the request could have changed something.
  var then: WireErrorThen?
  /// The venue's code; nil where it gave none.
  var code: String?
  /// For people.
  var message: String
  /// When the venue will listen again, in milliseconds since 1970.
  var retryAt: Int64?

  /// A failure.
  init(
    _ category: WireErrorCategory, then: WireErrorThen? = nil, code: String? = nil,
    _ message: String
  ) {
    self.category = category
    self.then = then
    self.code = code
    self.message = message
  }

  /// An answer that is not what the venue documents.
  static func malformed(_ message: String) -> WireFailure { WireFailure(.malformed, message) }
}
