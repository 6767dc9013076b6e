import ChainTransactions
import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Carries an atomic group out: what the account must grant first, then all steps in one
/// transaction.
extension StepRunner {
  /// A runner of another step that only reads.
  func reading(for step: ChainStep) -> StepRunner {
    StepRunner(
      place: place, node: node, account: account, options: options, step: step,
      received: [], maximumFeePerGas: maximumFeePerGas, numbers: numbers)
  }

  /// Carries the group out.
  /// - Throws: `CallFailure`; what was granted for a group that is refused or reverts is taken
  ///   back.
  mutating func runGroup(_ transaction: ChainTransaction) async throws {
    if await account.isKnown(numbers.last) {
      for number in numbers.all {
        if let receipt = try await account.takeUp(number) { receipts.append(receipt) }
      }
      return
    }
    guard let executor = account.policy.executor, let actor = account.policy.groupActor else {
      throw CallFailure.refused(Self.noExecutor)
    }
    if executor.use == .delegate { try await delegate(to: executor) }
    let plan = try await GroupPlanner.plan(transaction, self, actor: actor)
    let data = try encode(try DeskExecutor.execute(plan.group))
    try await judge(PlannedCall(to: actor, value: plan.value, data: data))
    var granted: [GroupPlan.Grant] = []
    do {
      for grant in plan.grants {
        if try await give(grant, to: actor) { granted.append(grant) }
      }
      try await send(to: actor, value: plan.value, data)
    } catch let failure as CallFailure {
      if case .unknown = failure { throw failure }
      for grant in granted { try await takeBack(grant, from: actor) }
      throw failure
    }
  }

  static let noExecutor =
    "an atomic group needs an executor contract or an EIP-7702 delegate whose code hash the policy "
    + "pins, and none is set up"

  /// A group that the policy refuses grants nothing.
  private func judge(_ call: PlannedCall) async throws {
    do {
      try account.policy.checkCall(to: call.to, value: call.value, data: call.data)
    } catch {
      throw CallFailure.refused("\(error)")
    }
  }

  /// Lets the account act by the executor's code, if it does not yet.
  private mutating func delegate(to executor: PinnedExecutor) async throws {
    let number = numbers.next()
    if let receipt = try await account.takeUp(number) {
      receipts.append(receipt)
      return
    }
    let wanted = Authorization(chainID: .one, address: executor.address, nonce: 0).delegationCode
    if try await node.code(of: place.account) == wanted { return }
    receipts.append(
      try await account.delegate(
        to: executor.address, as: number, maximumFeePerGas: maximumFeePerGas))
  }

  /// Grants what the executor needs, if it may not already; whether anything was granted.
  private mutating func give(_ grant: GroupPlan.Grant, to executor: Address) async throws -> Bool {
    let before = receipts.count
    let places = numbers.reserve(2)
    for number in places {
      if let receipt = try await account.takeUp(number) { receipts.append(receipt) }
    }
    if receipts.count > before { return true }
    let current = try await number(grant.token, try view(of: grant, executor))
    if current >= grant.amount { return false }
    var calls = [try change(grant, executor, to: grant.amount)]
    if grant.resetsFirst, !current.isZero {
      calls.insert(try change(grant, executor, to: .zero), at: 0)
    }
    for (index, data) in calls.enumerated() {
      receipts.append(
        try await account.execute(
          PlannedCall(to: grant.token, data: data), as: places[2 - calls.count + index],
          maximumFeePerGas: maximumFeePerGas))
    }
    return true
  }

  private mutating func takeBack(
    _ grant: GroupPlan.Grant, from executor: Address
  ) async throws {
    let number = numbers.next()
    let call = PlannedCall(to: grant.token, data: try change(grant, executor, to: .zero))
    receipts.append(
      try await account.execute(call, as: number, maximumFeePerGas: maximumFeePerGas))
  }

  private func view(of grant: GroupPlan.Grant, _ executor: Address) throws -> [UInt8] {
    let owner = place.account
    return grant.isDelegation
      ? try AaveToken.borrowAllowance(owner: owner, delegatee: executor)
      : try ERC20.allowance(owner: owner, spender: executor)
  }

  private func change(
    _ grant: GroupPlan.Grant, _ executor: Address, to amount: UInt256
  ) throws -> [UInt8] {
    grant.isDelegation
      ? try AaveToken.approveDelegation(to: executor, amount: amount)
      : try ERC20.approve(spender: executor, amount: amount)
  }
}
