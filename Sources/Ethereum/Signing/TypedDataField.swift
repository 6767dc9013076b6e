/// A member of a structure under EIP-712.
public struct TypedDataField: Hashable, Sendable {
  /// The member's name.
  public let name: String
  /// The type's name: elementary, a structure's, or an array of those.
  public let type: String

  /// A member.
  public init(name: String, type: String) {
    self.name = name
    self.type = type
  }
}
