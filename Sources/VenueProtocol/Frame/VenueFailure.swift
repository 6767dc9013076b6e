import JSON

/// A refusal in the venue's own words.
struct VenueFailure: Error, Sendable {
  /// The HTTP status.
  var status: Int
  /// The venue's code.
  var code: Int
  /// The venue's message.
  var message: String
  /// Data the venue adds.
  var data: JSONNode?
  /// Headers the venue adds.
  var headers: [(name: String, value: String)] = []

  init(_ code: Int, _ message: String, status: Int = 400, data: JSONNode? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.data = data
  }
}
