/// A file of a directory that gave no series, and why.
public struct SkippedFile: Hashable, Sendable {
  /// Path as found.
  public var path: String
  /// One line for a person.
  public var reason: String

  /// A file left out.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
