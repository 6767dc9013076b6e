/// Why a command or call could not be carried out, with the exit code that tells scripts.
public struct VenuesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Exit codes of the command line; the numbers are documented in `docs/exit-codes.md`.
  public enum Kind: Int32, Hashable, Sendable {
    /// A defect of this program.
    case `internal` = 1
    /// Malformed instruction, wrong flag, or something not found.
    case usage = 2
    /// No engine runs, and there is no journal to read instead.
    case notRunning = 3
    /// Configuration or credential.
    case configuration = 4
    /// A deadline passed.
    case timeout = 5
    /// Refused by risk or policy.
    case denied = 10
    /// Refused by a venue's own word.
    case rejected = 11
    /// Partly executed and undone.
    case compensated = 12
    /// Sent or maybe sent; evidence is awaited.
    case unknownOutcome = 13
    /// Partly executed; exposure stays open.
    case exposureOpen = 14
    /// Live trading is not armed.
    case notArmed = 15
    /// Data are stale or missing.
    case staleData = 16
    /// The store failed.
    case storeFailed = 70
    /// Another process owns the account.
    case locked = 75
    /// Interrupted, with everything durable.
    case interrupted = 130
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// A stable word for programs.
  public let code: String
  /// What is wrong.
  public let message: String
  /// Where: a JSON path, key or file; empty where there is none.
  public let path: String
  /// How to mend it.
  public let hint: String

  /// Describes a failure.
  public init(_ kind: Kind, code: String, message: String, path: String = "", hint: String = "") {
    self.kind = kind
    self.code = code
    self.message = message
    self.path = path
    self.hint = hint
  }

  /// The same with its JSON path in a file; without a file or a path as it is.
  func located(in file: String?) -> VenuesError {
    guard let file, path.hasPrefix("$") else { return self }
    return VenuesError(kind, code: code, message: message, path: "\(file) \(path)", hint: hint)
  }

  /// What, where and how to mend it, for people.
  public var description: String {
    var text = "error: \(message)"
    if !path.isEmpty { text += "\n  where: \(path)" }
    if !hint.isEmpty { text += "\n  mend:  \(hint)" }
    return text
  }
}
