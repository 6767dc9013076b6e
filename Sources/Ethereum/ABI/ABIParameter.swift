/// A named and typed parameter of a function, event, error or tuple.
public struct ABIParameter: Hashable, Sendable {
  /// The name; empty when there is none.
  public var name: String
  /// The type.
  public var type: ABIType
  /// Whether an event keeps the parameter in a topic.
  public var isIndexed: Bool

  /// A parameter.
  public init(name: String = "", type: ABIType, isIndexed: Bool = false) {
    self.name = name
    self.type = type
    self.isIndexed = isIndexed
  }
}

extension [ABIParameter] {
  /// The canonical list of types in parentheses, as selectors and topics hash it.
  public var canonicalTypes: String {
    "(" + map(\.type.canonicalName).joined(separator: ",") + ")"
  }
}
