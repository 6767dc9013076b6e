import FixedPoint
import TradingModel

/// A policy with what its windows have seen. Time is an input and never runs backwards here.
public struct PolicyBook: Sendable {
  /// The policy in force.
  public let policy: Policy

  private struct Use: Sendable {
    let time: Timestamp
    let amount: Decimal18
  }

  private var uses: [[[Use]]]
  private var now = Timestamp(nanoseconds: .min)

  /// A policy nothing has used yet.
  public init(policy: Policy) {
    self.policy = policy
    uses = policy.rules.map { $0.windows.map { _ in [] } }
  }

  /// Judges what belongs together: all of it passes and is counted, or none.
  ///
  /// - Returns: the name of the rule that let the first pass.
  public mutating func admit(
    _ subjects: [PolicySubject], at time: Timestamp
  ) -> Result<String, Denial> {
    var copy = self
    copy.now = max(now, time)
    var name = Policy.defaultName
    for (index, subject) in subjects.enumerated() {
      switch copy.admit(subject) {
      case .failure(let denial): return .failure(denial)
      case .success(let rule): if index == 0 { name = rule }
      }
    }
    self = copy
    return .success(name)
  }

  /// Judges one subject: it passes and is counted, or it is not.
  ///
  /// - Returns: the name of the rule that let it pass.
  mutating func admit(
    _ subject: PolicySubject, at time: Timestamp
  ) -> Result<String, Denial> {
    // Without rules there are no windows to count in.
    guard policy.rules.isEmpty else { return admit([subject], at: time) }
    now = max(now, time)
    return policy.otherwise == .allow
      ? .success(Policy.defaultName) : .failure(.policy(rule: Policy.defaultName))
  }

  /// The sum a window of a rule holds at an instant; zero for a window that does not exist.
  public func used(rule: Int, window: Int, at time: Timestamp) -> Decimal18 {
    guard policy.rules.indices.contains(rule), uses[rule].indices.contains(window) else {
      return .zero
    }
    let start = time.advanced(by: Self.opposite(policy.rules[rule].windows[window].span))
    return uses[rule][window].filter { $0.time > start }.reduce(.zero) { $0 + $1.amount }
  }

  private mutating func admit(_ subject: PolicySubject) -> Result<String, Denial> {
    guard let index = policy.decidingRule(for: subject) else {
      return policy.otherwise == .allow
        ? .success(Policy.defaultName) : .failure(.policy(rule: Policy.defaultName))
    }
    let rule = policy.rules[index]
    guard rule.effect == .allow else { return .failure(.policy(rule: rule.name)) }
    for (position, window) in rule.windows.enumerated() {
      let start = now.advanced(by: Self.opposite(window.span))
      uses[index][position].removeAll { $0.time <= start }
      guard let amount = Self.measure(subject, window.measure), !amount.isNegative else {
        return .failure(.missingPrice("\(window.name) of policy rule \(rule.name)"))
      }
      let sum = uses[index][position].reduce(Decimal18.zero) { $0 + $1.amount }
      guard let total = sum.adding(amount), total <= window.maximum else {
        return .failure(
          .window(
            rule: rule.name, name: window.name, value: sum.adding(amount) ?? amount,
            limit: window.maximum))
      }
      uses[index][position].append(Use(time: now, amount: amount))
    }
    return .success(rule.name)
  }

  private static func measure(
    _ subject: PolicySubject, _ measure: PolicyWindow.Measure
  ) -> Decimal18? {
    switch measure {
    case .amount: subject.amount?.value
    case .notional: subject.notional?.value
    case .count: .one
    }
  }

  private static func opposite(_ span: TimeSpan) -> TimeSpan {
    TimeSpan(nanoseconds: 0 &- span.nanoseconds)
  }
}
