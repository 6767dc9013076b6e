/// Why a configuration is not usable. Exit code 4.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it was read.
  public let file: String
  /// The key, dotted.
  public let path: String
  /// What is wrong.
  public let message: String
  /// How to mend it.
  public let hint: String

  /// Describes a failure.
  public init(file: String, path: String, message: String, hint: String) {
    self.file = file
    self.path = path
    self.message = message
    self.hint = hint
  }

  /// One line for people.
  public var description: String {
    "\(file): \(path): \(message)" + (hint.isEmpty ? "" : " \(hint)")
  }
}
