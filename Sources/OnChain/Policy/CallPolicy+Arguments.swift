import Ethereum
import FixedPoint

extension CallPolicy {
  func check(
    _ value: ABIValue, _ argument: ArgumentRule, _ rule: CallRule, _ name: String
  ) throws(PolicyViolation) {
    switch argument {
    case .any: return
    case .wallet: try require(value.address == wallet, name, value, "the desk's account")
    case .holder:
      let isOwn = value.address == wallet || holder != nil && value.address == holder
      try require(isOwn, name, value, "the desk's account")
    case .executor:
      let isPinned = executor != nil && value.address == executor?.address
      try require(isPinned, name, value, "the desk's executor")
    case .walletOrContract:
      let isOwn = value.address == wallet || holder != nil && value.address == holder
      let isContract = value.address == rule.contract || value.address == Self.contractItself
      try require(isOwn || isContract, name, value, "the desk's account or the contract")
    case .recipient:
      let isListed = value.address.map { recipients.contains($0) || $0 == wallet } ?? false
      try require(isListed, name, value, "a listed recipient")
    case .token:
      try require(value.address.map(tokens.contains) ?? false, name, value, "a listed token")
    case .spender:
      try require(value.address.map(spenders.contains) ?? false, name, value, "a listed spender")
    case .positive:
      try require(value.unsigned.map { !$0.isZero } ?? false, name, value, "more than zero")
    case .notUnlimited:
      let limit = value.unsigned.map { $0 < UInt256.one << 160 - 1 } ?? false
      try require(limit, name, value, "an exact amount, never an unlimited one")
    case .withinSpendCap:
      let cap = spendCaps[rule.contract] ?? .max
      try require(value.unsigned.map { $0 <= cap } ?? false, name, value, "at most \(cap)")
    case .zero:
      try require(value.unsigned?.isZero ?? false, name, value, "zero")
    case .both(let first, let second):
      try check(value, first, rule, name)
      try check(value, second, rule, name)
    case .fields(let rules):
      guard let fields = value.elements, fields.count == rules.count else {
        throw PolicyViolation(rule: name, message: "another shape than the rule's")
      }
      for (index, field) in fields.enumerated() {
        try check(field, rules[index], rule, "\(name)[\(index)]")
      }
    case .calls:
      guard let calls = value.elements, !calls.isEmpty else {
        throw PolicyViolation(rule: name, message: "no calls")
      }
      for call in calls {
        guard let data = call.byteString, !data.isEmpty else {
          throw PolicyViolation(rule: name, message: "an empty call")
        }
        try checkCall(to: rule.contract, value: .zero, data: data)
      }
    }
  }

  /// SwapRouter02's placeholder for itself as recipient (Constants.sol).
  private static let contractItself = Address([UInt8](repeating: 0, count: 19) + [2])

  private func require(
    _ holds: Bool, _ name: String, _ value: ABIValue, _ allowed: String
  ) throws(PolicyViolation) {
    if !holds {
      throw PolicyViolation(rule: name, message: "found \(value.json), allowed: \(allowed)")
    }
  }
}
