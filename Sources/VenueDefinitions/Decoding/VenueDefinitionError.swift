/// What is wrong with a venue file, where, and what would be right.
public struct VenueDefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of mistake.
  public enum Reason: Hashable, Sendable {
    /// The text is not YAML, or a key appears twice.
    case syntax(String)
    /// A key nobody reads, and the nearest known one.
    case unknownKey(String, nearest: String?)
    /// A key that must be there.
    case missingKey(String)
    /// A value of another shape: found, expected.
    case wrongType(found: String, expected: String)
    /// A value outside what is allowed.
    case notAllowed(found: String, allowed: String)
    /// A name given twice.
    case duplicate(String)
    /// A name nothing else defines, and the nearest known one.
    case unknownName(String, nearest: String?)
    /// A folder or file that cannot be read.
    case unreadable(String)
  }

  /// The file's name.
  public let file: String
  /// Path of the value within the file: `instruments[2].tick`; empty for the whole file.
  public let path: String
  /// Line of the value, from 1; nil where unknown.
  public let line: Int?
  /// What is wrong.
  public let reason: Reason

  /// Describes a mistake.
  public init(file: String, path: String, line: Int?, reason: Reason) {
    self.file = file
    self.path = path
    self.line = line
    self.reason = reason
  }

  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return path.isEmpty ? "\(place): \(sentence)" : "\(place): \(path): \(sentence)"
  }

  private var sentence: String {
    switch reason {
    case .syntax(let text): text
    case .unknownKey(let key, let nearest):
      "unknown key \"\(key)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .missingKey(let key): "the key \"\(key)\" is missing"
    case .wrongType(let found, let expected): "found \(found), expected \(expected)"
    case .notAllowed(let found, let allowed): "found \"\(found)\", allowed: \(allowed)"
    case .duplicate(let name): "\"\(name)\" is given twice"
    case .unknownName(let name, let nearest):
      "unknown name \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .unreadable(let name): "cannot be read: \(name)"
    }
  }
}
