/// Why a transaction may not be signed. Nothing was sent.
public struct PolicyViolation: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule broken: `chainID`, `feeCap`, `contract`, `selector`, `calldata`, `spendCap`, or the
  /// allowed call's name and argument: `aave_v3.pool supply.onBehalfOf`.
  public let rule: String
  /// What was found and what is allowed.
  public let message: String

  /// Describes a violation.
  public init(rule: String, message: String) {
    self.rule = rule
    self.message = message
  }

  public var description: String { "policy rule \(rule): \(message)" }
}
