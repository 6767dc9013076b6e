/// A place in an input file: what an error message needs so that a person can go and look.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// Path as it was given, with the entry name appended after `!` for archives.
  public var path: String
  /// Line number, counted from 1 with comment and header lines included. For JSON, the row number.
  public var line: Int

  /// A place in a file.
  public init(path: String, line: Int) {
    self.path = path
    self.line = line
  }

  /// `path:line`, the form editors jump to.
  public var description: String { "\(path):\(line)" }
}
