import FixedPoint
import JSON
import TradingModel

/// An authenticated request with its parameters.
struct VenueCall: Sendable {
  var segment: VenueSegment
  var parameters = QueryParameters()
  /// The body, where it is JSON.
  var body: JSONNode = .null
  /// The account of the key; 0 for public calls, which do not look.
  var account = 0
  /// The key that signed.
  var key: APIKey?
  /// The path called.
  var path = ""

  /// A parameter by name, from the query, the form or the JSON object; empty ones count as absent.
  subscript(_ name: String) -> String? {
    let text = parameters[name] ?? body[name]?.plain
    return text == "" ? nil : text
  }

  func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

  func flag(_ name: String) -> Bool { self[name].map { $0.lowercased() == "true" } ?? false }

  func time(_ name: String) -> Timestamp? {
    self[name].flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
  }

  /// This call with another JSON object as its parameters: one item of a batch.
  func item(_ node: JSONNode, keeping names: [String] = []) -> VenueCall {
    var call = self
    var parameters = QueryParameters()
    for name in names { if let value = self[name] { parameters.append(name, value) } }
    call.parameters = parameters
    call.body = node
    return call
  }
}
