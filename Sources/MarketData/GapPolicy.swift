/// What to do where rows are missing.
public enum GapPolicy: String, Hashable, Sendable, CaseIterable {
  /// Refuse the file, naming the line after the hole.
  case fail
  /// Repeat the last values (a bar repeats its close, with no volume).
  case carry
  /// Leave the hole; whoever reads the series sees no row there.
  case skip
  /// End the series before the first hole.
  case halt
}
