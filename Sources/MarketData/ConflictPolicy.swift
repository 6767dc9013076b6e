/// What to do with rows of one time and different values.
public enum ConflictPolicy: String, Hashable, Sendable, CaseIterable {
  /// Refuse the file, naming the second line.
  case fail
  /// Keep the row that comes first in the file.
  case first
  /// Keep the row that comes last in the file.
  case last
}
