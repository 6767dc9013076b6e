/// A hole in a series that has an interval.
public struct Gap: Hashable, Sendable {
  /// Time of the first missing row, nanoseconds since 1970.
  public var firstMissing: Int64
  /// How many rows are missing.
  public var missing: Int
  /// Line of the row after the hole.
  public var line: Int

  /// A hole.
  public init(firstMissing: Int64, missing: Int, line: Int) {
    self.firstMissing = firstMissing
    self.missing = missing
    self.line = line
  }
}
