/// An answer in both of its forms.
public struct BookAnswer: Hashable, Sendable {
  /// One JSON object.
  public let json: String
  /// Lines for people.
  public let lines: [String]
}
