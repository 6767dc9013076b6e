/// The container a file is in.
public enum FileEncoding: String, Hashable, Sendable {
  /// Delimited text.
  case csv
  /// A JSON array of rows.
  case json
  /// Gzip of one of these.
  case gzip
  /// Zip with one or several of these.
  case zip
  /// The compact columnar format.
  case columnar
}
