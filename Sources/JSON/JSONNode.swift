/// A JSON value read without loss: numbers keep their literal text, objects their order.
/// Small and bounded, for ABI definitions and typed data; not the hot path's scanner.
public indirect enum JSONNode: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number's literal text.
  case number(String)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONNode])
  /// An object: its members in the order of the text; names are unique.
  case object([JSONMember])

  /// The member called `name`, if this is an object that has it.
  public subscript(_ name: String) -> JSONNode? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, if this is a string.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The truth value, if this is one.
  public var truth: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements, if this is an array.
  public var elements: [JSONNode]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members in order, if this is an object.
  public var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}
