/// Writes JSON with keys in the order they are given; amounts are decimal strings.
public struct JSONWriter: Sendable {
  /// The text so far.
  public private(set) var text = ""
  private var needsComma = false

  /// An empty document.
  public init() {}

  /// Writes an object.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    open("{")
    body(&self)
    close("}")
  }

  /// Writes an array; the body writes each element.
  public mutating func array<Element>(
    _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    open("[")
    for element in elements { body(&self, element) }
    close("]")
  }

  /// Writes a key; its value follows.
  public mutating func key(_ name: String) {
    separate()
    text += JSONText.quoted(name) + ":"
    needsComma = false
  }

  /// Writes a key with a text value.
  public mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes a key with a decimal as a string, or null.
  public mutating func field(_ name: String, _ value: (any CustomStringConvertible)?) {
    key(name)
    if let value { string(value.description) } else { literal("null") }
  }

  /// Writes a key with a whole number.
  public mutating func number(_ name: String, _ value: some BinaryInteger) {
    key(name)
    number(value)
  }

  /// Writes a key with a whole number, or null.
  public mutating func number(_ name: String, _ value: (some BinaryInteger)?) {
    key(name)
    if let value { number(value) } else { literal("null") }
  }

  /// Writes a whole number.
  public mutating func number(_ value: some BinaryInteger) { literal(String(value)) }

  /// Writes a node with its members in their order.
  public mutating func node(_ value: JSONNode) { literal(value.description) }

  /// Writes a key with a node.
  public mutating func field(_ name: String, _ value: JSONNode) {
    key(name)
    node(value)
  }

  /// Writes a key with true or false.
  public mutating func flag(_ name: String, _ value: Bool) {
    key(name)
    literal(value ? "true" : "false")
  }

  /// Writes a text value.
  public mutating func string(_ value: String) { literal(JSONText.quoted(value)) }

  private mutating func literal(_ value: String) {
    separate()
    text += value
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { text += "," }
    needsComma = false
  }

  private mutating func open(_ bracket: String) {
    separate()
    text += bracket
  }

  private mutating func close(_ bracket: String) {
    text += bracket
    needsComma = true
  }
}
