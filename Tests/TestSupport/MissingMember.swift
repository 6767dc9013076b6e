/// What a vector lacks.
public struct MissingMember: Error {
  /// The member's name.
  public let name: String

  /// Names what is missing.
  public init(name: String) { self.name = name }
}
