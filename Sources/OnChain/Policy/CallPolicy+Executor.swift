import Ethereum
import FixedPoint
import Protocols

/// Groups: each call of the executor is judged as if the account made it itself, except that the
/// executor may also hold what a later call of the same transaction uses.
extension CallPolicy {
  /// Allows the executor and what it needs of the account: allowances of listed tokens and of these
  /// collateral tokens, and delegations of these debt tokens, all exact and never unlimited.
  /// - Throws: `ABIError` when a function is missing from its ABI file.
  public mutating func pin(
    _ executor: PinnedExecutor, collateralTokens: Set<Address>, debtTokens: Set<Address>
  ) throws(ABIError) {
    self.executor = executor
    self.collateralTokens = collateralTokens
    guard executor.use == .contract else { return }
    spenders.insert(executor.address)
    let amount = ArgumentRule.both(.notUnlimited, .withinSpendCap)
    let approve = try ERC20.interface.function("approve")
    for token in Self.sorted(collateralTokens) {
      rules.append(
        CallRule(
          name: "collateral token approve", contract: token, function: approve,
          arguments: [.spender, amount], mayCarryValue: false))
    }
    let delegate = try AaveToken.interface.function("approveDelegation")
    for token in Self.sorted(debtTokens) {
      rules.append(
        CallRule(
          name: "debt token approveDelegation", contract: token, function: delegate,
          arguments: [.executor, amount], mayCarryValue: false))
    }
  }

  private static func sorted(_ addresses: Set<Address>) -> [Address] {
    addresses.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  /// Who makes a group's calls: the contract, or the account that delegates to it.
  var groupActor: Address? {
    guard let executor else { return nil }
    return executor.use == .contract ? executor.address : wallet
  }

  /// Whether a call is a group's, so that the executor's code must be looked at first.
  func isGroup(to address: Address, data: [UInt8]) -> Bool {
    address == groupActor && !data.isEmpty
  }

  func checkGroup(_ data: [UInt8]) throws(PolicyViolation) {
    guard let executor, let group = DeskExecutor.group(in: data), !group.calls.isEmpty else {
      throw PolicyViolation(rule: "group", message: "calldata that does not decode")
    }
    if let loan = group.loan, !tokens.contains(loan.token) || !lenders.contains(loan.lender) {
      throw PolicyViolation(
        rule: "group loan", message: "\(loan.token) of \(loan.lender) is not on the list")
    }
    var nested = self
    nested.executor = nil
    nested.holder = groupActor
    // What is granted within a group is not granted to the contract itself.
    nested.spenders.remove(executor.address)
    if let lender = group.loan?.lender { nested.spenders.insert(lender) }
    for call in group.calls {
      if let maximumValue, executor.use == .delegate, call.value > maximumValue {
        throw PolicyViolation(
          rule: "spendCap",
          message: "\(call.value) wei within a group; at most \(maximumValue) are allowed")
      }
      try checkNested(call, group, executor, nested)
    }
  }

  private func checkNested(
    _ call: DeskGroup.Call, _ group: DeskGroup, _ executor: PinnedExecutor, _ nested: CallPolicy
  ) throws(PolicyViolation) {
    if executor.use == .contract, try checkPull(call, group, executor) { return }
    try nested.checkCall(to: call.target, value: call.value, data: call.data)
    guard executor.use == .contract, tokens.contains(call.target) else { return }
    try checkSwept(call.target, group)
    guard let approve = try? ERC20.interface.function("approve"),
      let values = try? approve.decodeCall(call.data), let spender = values[0].address
    else { return }
    guard group.conditions.allowances.contains(.init(call.target, to: spender)) else {
      throw PolicyViolation(
        rule: "group approve", message: "the allowance of \(spender) need not be used up")
    }
  }

  /// Whether the call takes tokens from the account to its executor.
  private func checkPull(
    _ call: DeskGroup.Call, _ group: DeskGroup, _ executor: PinnedExecutor
  ) throws(PolicyViolation) -> Bool {
    let rule = "group transferFrom"
    guard let take = try? ERC20.interface.function("transferFrom"),
      FunctionSelector(startOf: call.data) == take.selector
    else { return false }
    guard tokens.contains(call.target) || collateralTokens.contains(call.target) else {
      throw PolicyViolation(rule: rule, message: "\(call.target) is no listed token")
    }
    guard call.value.isZero, let values = try? take.decodeCall(call.data),
      (try? take.encodeCall(values)) == call.data, values[0].address == wallet,
      values[1].address == executor.address, let amount = values[2].unsigned
    else {
      throw PolicyViolation(rule: rule, message: "only from the desk's account to its executor")
    }
    if let cap = spendCaps[call.target], amount > cap {
      throw PolicyViolation(rule: rule, message: "found \(amount), allowed: at most \(cap)")
    }
    try checkSwept(call.target, group)
    return true
  }

  private func checkSwept(_ token: Address, _ group: DeskGroup) throws(PolicyViolation) {
    guard group.conditions.swept.contains(token) else {
      throw PolicyViolation(
        rule: "group", message: "what is left of \(token) is not given back to the account")
    }
  }

  /// Refuses an executor whose code is not the pinned one, and an account that does not delegate to
  /// it where it should.
  func checkCode(
    executor code: [UInt8], account accountCode: [UInt8]?
  ) throws(PolicyViolation) {
    guard let executor else { return }
    let found = Keccak256.hash(code)
    guard !code.isEmpty, found == executor.codeHash else {
      let what = code.isEmpty ? "there is no code" : "the code hashes to \(found)"
      throw PolicyViolation(
        rule: "executor code",
        message: "\(what) at \(executor.address), pinned is \(executor.codeHash)")
    }
    guard let accountCode else { return }
    if executor.use == .delegate, accountCode != delegation(to: executor.address) {
      throw PolicyViolation(
        rule: "executor code", message: "the account does not delegate to \(executor.address)")
    }
  }

  private func delegation(to address: Address) -> [UInt8] {
    Authorization(chainID: UInt256(chainID), address: address, nonce: 0).delegationCode
  }
}
