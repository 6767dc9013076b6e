/// A name and its value in a JSON object.
public struct JSONMember: Hashable, Sendable {
  /// The member's name.
  public let name: String
  /// The member's value.
  public let value: JSONNode

  /// A member.
  public init(name: String, value: JSONNode) {
    self.name = name
    self.value = value
  }
}
