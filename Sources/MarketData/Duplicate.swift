/// Two rows of one time (for trades: of one identifier).
public struct Duplicate: Hashable, Sendable {
  /// Their time, nanoseconds since 1970.
  public var time: Int64
  /// Line of the one that comes first in the file.
  public var firstLine: Int
  /// Line of the other.
  public var secondLine: Int

  /// A pair of rows.
  public init(time: Int64, firstLine: Int, secondLine: Int) {
    self.time = time
    self.firstLine = firstLine
    self.secondLine = secondLine
  }
}
