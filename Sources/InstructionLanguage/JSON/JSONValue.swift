/// A JSON value as written: objects keep the order of their keys, numbers their literal text.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONField])

  /// The kind of value, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// What a message shows of the value: short scalars as written, otherwise the kind.
  var shown: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let text), .string(let text): text.count <= 60 ? text : "\(text.prefix(60))…"
    case .array, .object: kind
    }
  }

  /// The value of a key of an object; nil when absent or not an object.
  subscript(key: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == key }?.value
  }
}

/// One key of an object and its value.
struct JSONField: Hashable, Sendable {
  let name: String
  let value: JSONValue
}
