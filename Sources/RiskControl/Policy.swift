/// Ordered rules: the first that matches decides, and where none does the default.
public struct Policy: Hashable, Sendable {
  /// The name decisions give the default.
  public static var defaultName: String { "default" }

  /// The rules in order.
  public var rules: [PolicyRule]
  /// What happens where no rule matches.
  public var otherwise: PolicyEffect

  /// A policy; refuses by default.
  public init(rules: [PolicyRule] = [], otherwise: PolicyEffect = .deny) {
    self.rules = rules
    self.otherwise = otherwise
  }

  /// Lets everything pass that the hard limits do: for backtests.
  public static let permissive = Policy(otherwise: .allow)

  /// The index of the rule that decides, or nil for the default.
  public func decidingRule(for subject: PolicySubject) -> Int? {
    rules.firstIndex { $0.matches(subject) }
  }
}
