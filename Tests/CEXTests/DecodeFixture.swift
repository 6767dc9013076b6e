import CEX
import JSON
import Testing
import VenueDefinitions

/// One line for the tool, in the venue's documented form.
struct DecodeFixture: Sendable, CustomTestStringConvertible {
  /// Where the form is documented.
  let source: String
  let venue: String
  let market: String
  let isStream: Bool
  let request: String?
  let payload: String
  /// The member of the answer that must be there.
  let gives: String

  var testDescription: String { "\(venue) \(market) \(gives): \(source)" }

  /// The line, with another payload if given, as text so that it need not be JSON.
  func line(_ payload: String? = nil) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.number("id", 1)
      writer.field("venue", venue)
      writer.field("market", market)
      writer.field("transport", isStream ? "ws" : "rest")
      if let request { writer.field("request", request) }
      if !isStream { writer.number("status", 200) }
      writer.field("payload", payload ?? self.payload)
    }
    return writer.text
  }

  static func rest(
    _ source: String, _ venue: String, _ market: String, _ request: String, gives: String,
    _ payload: String
  ) -> DecodeFixture {
    DecodeFixture(
      source: source, venue: venue, market: market, isStream: false, request: request,
      payload: payload, gives: gives)
  }

  static func stream(
    _ source: String, _ venue: String, _ market: String, gives: String, _ payload: String
  ) -> DecodeFixture {
    DecodeFixture(
      source: source, venue: venue, market: market, isStream: true, request: nil,
      payload: payload, gives: gives)
  }
}

/// The tool over the embedded definitions.
enum DecodeWitness {
  static let tool: DecodeTool? = (try? VenueRegistry.embedded()).map { DecodeTool($0) }

  /// The tool's answer to a line, read back.
  static func answer(_ line: String) throws -> JSONNode {
    guard let tool else { throw Missing() }
    return try JSONNode(parsing: tool.answer(line: Array(line.utf8)))
  }

  struct Missing: Error {}
}

extension JSONNode {
  /// The value at a path of names and indices: `order.fees.0.cost`; numbers and flags as text.
  func at(_ path: String) -> String? {
    var node: JSONNode? = self
    for name in path.split(separator: ".") {
      if let index = Int(name), let elements = node?.elements {
        node = index < elements.count ? elements[index] : nil
      } else {
        node = node?[String(name)]
      }
    }
    switch node {
    case .string(let text): return text
    case .number(let literal): return literal
    case .bool(let value): return value ? "true" : "false"
    case .null: return "null"
    default: return nil
    }
  }
}
