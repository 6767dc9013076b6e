import JSON
import TradingModel

/// What a command asks of a running engine: one JSON object on one line.
public enum EngineRequest: Hashable, Sendable {
  /// Carry an instruction out. The text is that of its file, so that both sides read the same.
  case execute(text: String, file: String, defaultID: String?)
  /// Show what an instruction would do.
  case plan(text: String, file: String, defaultID: String?)
  /// Answer a question.
  case query(BookQuery)
  /// Cancel one order.
  case cancel(OrderID)
  /// Cancel every working order, of one venue by name or of all.
  case cancelAll(venue: String?)
  /// Advance simulated time.
  case advance(to: Timestamp)

  /// Where the instruction was read; nil for what carries none.
  var file: String? {
    switch self {
    case .execute(_, let file, _), .plan(_, let file, _): file
    default: nil
    }
  }

  /// The line, without its end.
  public var line: String {
    var json = JSONWriter()
    json.object { json in
      switch self {
      case .execute(let text, let file, let id): json.instruction("exec", text, file, id)
      case .plan(let text, let file, let id): json.instruction("plan", text, file, id)
      case .query(let query):
        json.field("do", "query")
        json.field("what", query.rawValue)
      case .cancel(let order):
        json.field("do", "cancel")
        json.number("order", order.raw)
      case .cancelAll(let venue):
        json.field("do", "cancelAll")
        json.field("venue", venue)
      case .advance(let time):
        json.field("do", "advance")
        json.field("to", time.description)
      }
    }
    return json.text
  }

  /// Reads a line.
  ///
  /// - Throws: ``VenuesError`` (`usage`) for anything that is no request.
  public init(line: [UInt8]) throws(VenuesError) {
    let node: JSONNode
    do {
      node = try JSONNode(parsing: line)
    } catch {
      throw Self.malformed("\(error)")
    }
    switch node["do"]?.text {
    case "exec", "plan":
      guard let text = node["instruction"]?.text else { throw Self.malformed("no instruction") }
      let file = node["file"]?.text ?? "request"
      self =
        node["do"]?.text == "exec"
        ? .execute(text: text, file: file, defaultID: node["id"]?.text)
        : .plan(text: text, file: file, defaultID: node["id"]?.text)
    case "query":
      guard let query = node["what"]?.text.flatMap({ BookQuery(rawValue: $0) }) else {
        throw Self.malformed("what is one of \(BookQuery.allCases.map(\.rawValue))")
      }
      self = .query(query)
    case "cancel":
      guard case .number(let text)? = node["order"], let number = UInt64(text) else {
        throw Self.malformed("order is a number")
      }
      self = .cancel(OrderID(number))
    case "cancelAll": self = .cancelAll(venue: node["venue"]?.text)
    case "advance":
      guard let time = node["to"]?.text.flatMap({ Timestamp($0) }) else {
        throw Self.malformed("to is an instant")
      }
      self = .advance(to: time)
    default: throw Self.malformed("do is one of exec, plan, query, cancel, cancelAll, advance")
    }
  }

  private static func malformed(_ detail: String) -> VenuesError {
    VenuesError(.usage, code: "malformedRequest", message: "no request: \(detail)")
  }
}

extension JSONWriter {
  fileprivate mutating func instruction(
    _ verb: String, _ text: String, _ file: String, _ id: String?
  ) {
    field("do", verb)
    field("instruction", text)
    field("file", file)
    field("id", id)
  }
}
