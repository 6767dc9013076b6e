/// How the lines of a text file end.
public enum LineEnding: String, Hashable, Sendable {
  /// Line feed.
  case lf
  /// Carriage return and line feed.
  case crlf
  /// Some lines the one way, some the other.
  case mixed
}
