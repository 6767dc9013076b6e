/// One value in force and where it comes from.
public struct ConfigurationValue: Hashable, Sendable {
  /// Its key.
  public let key: String
  /// Its text; for a mapping one entry each.
  public let content: Content
  /// Where it comes from.
  public let origin: ConfigurationOrigin

  /// What a value is.
  public enum Content: Hashable, Sendable {
    /// One text.
    case text(String)
    /// Names and texts, in the order written.
    case entries([Entry])
  }

  /// One line of a mapping.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The text.
    public let value: String
  }
}
