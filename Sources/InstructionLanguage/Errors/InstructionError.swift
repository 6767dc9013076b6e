/// Why an instruction was refused, with the place and what would be accepted.
public struct InstructionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of mistake: a raw value of ``InstructionErrorCode``.
  public var code: String
  /// The file or stream it was read from.
  public var file: String
  /// Where: `$.legs[1].do.price`.
  public var path: String
  /// What stands there, shortened.
  public var found: String
  /// What may stand there; empty when that is not a list.
  public var allowed: [String]
  /// What is wrong, one sentence; syntax errors begin with `line:column:`.
  public var message: String
  /// What to do about it.
  public var hint: String

  /// Describes a refusal.
  public init(
    _ code: InstructionErrorCode, file: String, path: String, found: String,
    allowed: [String] = [], message: String, hint: String
  ) {
    self.code = code.rawValue
    self.file = file
    self.path = path
    self.found = found
    self.allowed = allowed
    self.message = message
    self.hint = hint
  }

  /// What is wrong and what stands there instead.
  public var finding: String { found.isEmpty ? message : "\(message) Found: \(found)." }

  public var description: String {
    var text = "\(file): \(path): \(message)"
    if !found.isEmpty { text += " Found: \(found)." }
    if !allowed.isEmpty { text += " Allowed: \(allowed.joined(separator: ", "))." }
    return hint.isEmpty ? text : text + " \(hint)"
  }
}
