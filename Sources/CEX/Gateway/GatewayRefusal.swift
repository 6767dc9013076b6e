/// Why a call may not be sent.
public struct GatewayRefusal: Error, Hashable, Sendable {
  /// A stable word for programs; docs/wire-tools.md lists them.
  public let code: String
  /// What is wrong, with the values, for people.
  public let message: String

  /// A refusal.
  public init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  static func notSupported(_ message: String) -> Self { Self("notSupported", message) }
  static func missing(_ field: String, _ why: String = "") -> Self {
    Self("missingField", "the field \"\(field)\" is missing" + (why.isEmpty ? "" : ": \(why)"))
  }
  static func notAllowed(_ field: String, _ why: String) -> Self {
    Self("fieldNotAllowed", "the field \"\(field)\" does not go here: \(why)")
  }
  static func invalid(_ field: String, _ why: String) -> Self {
    Self("invalidField", "the field \"\(field)\" \(why)")
  }
}
