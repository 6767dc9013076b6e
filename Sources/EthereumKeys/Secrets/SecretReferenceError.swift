/// Why a secret could not be fetched. The secret's content is never told.
public enum SecretReferenceError: Error, Hashable, Sendable {
  /// No such variable or file.
  case notFound
  /// Not a regular file, a symbolic link, or not readable.
  case unreadable
  /// The file belongs to someone else, or others may read or write it.
  case tooOpen
  /// Longer than any secret.
  case tooLong
}
