/// Where and why a policy's text cannot be read.
public struct PolicySyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Line number from 1.
  public let line: Int
  /// What is wrong.
  public let message: String

  /// Describes an error.
  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  public var description: String { "policy line \(line): \(message)" }
}
