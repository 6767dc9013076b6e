import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Plans the steps of an atomic group as calls of one transaction. Amounts are those of the chain's
/// state at planning: where the state moves so far that they do not fit any more, the transaction
/// reverts as a whole; what is left over goes back to the account.
struct GroupPlanner {
  /// The account's place and the reads.
  let runner: StepRunner
  /// Who makes the calls: the executor, or the account that delegates to it.
  let actor: Address
  var plan = GroupPlan()
  /// What earlier steps left with the actor.
  private var held: [AssetID: UInt256] = [:]
  /// What was taken from the account.
  private var pulled: [AssetID: UInt256] = [:]
  /// What the lender takes back, where there is a loan.
  var loan: (asset: AssetID, owed: UInt256)?

  var place: ChainPlace { runner.place }
  /// Whether the account makes the calls itself.
  var isOwn: Bool { actor == place.account }

  init(runner: StepRunner, actor: Address) {
    self.runner = runner
    self.actor = actor
  }

  /// Plans all steps.
  /// - Throws: `CallFailure.refused` for what cannot be part of a group, `NodeError`, `ABIError`.
  static func plan(
    _ transaction: ChainTransaction, _ runner: StepRunner, actor: Address
  ) async throws -> GroupPlan {
    var planner = GroupPlanner(runner: runner, actor: actor)
    for step in transaction.steps {
      let output = try await planner.add(runner.reading(for: step))
      planner.plan.outputs.append(output)
    }
    try await planner.repayLoan()
    try await planner.conclude(transaction)
    return planner.plan
  }

  private mutating func add(_ one: StepRunner) async throws -> ChainOutput? {
    switch one.step.operation {
    case .flash: return try await borrowForTheGroup(one)
    case .wrap: return try await wrap(one)
    case .unwrap: return try await unwrap(one)
    case .transfer: return try await transfer(one)
    case .supply: return try await supply(one)
    case .withdraw: return try await withdraw(one)
    case .borrow: return try await borrow(one)
    case .repay: return try await repay(one)
    case .stake: return try await stake(one)
    case .swap: return try await swap(one)
    case .setEMode, .setCollateral: return try await adjust(one)
    case .approve, .revoke, .unstake, .claim:
      throw CallFailure.refused(
        "\(one.step.operation.rawValue) is not part of a group: send it by itself")
    }
  }

  /// A step's amount in token units; `max` is what the account and the group hold of the token.
  func amount(_ one: StepRunner) async throws -> UInt256 {
    let units: UInt256
    switch one.step.amount {
    case .exact(let amount): units = try place.units(amount, of: one.step.token)
    case .max: units = try await available(one.step.token)
    case .outputOfStep(let index):
      guard plan.outputs.indices.contains(index), let output = plan.outputs[index],
        output.asset == one.step.token
      else {
        throw CallFailure.refused(
          "step \(index) receives no \(place.catalog[one.step.token].symbol)")
      }
      units = try place.units(output.amount, of: one.step.token)
    }
    guard !units.isZero else { throw CallFailure.refused("the amount is zero") }
    return units
  }

  private func available(_ asset: AssetID) async throws -> UInt256 {
    var kept = pulled[asset] ?? .zero
    if asset == place.native { kept = try sum(kept, runner.options.nativeReserve) }
    let balance = try await runner.balance(asset)
    return try sum(balance > kept ? balance - kept : .zero, held[asset] ?? .zero)
  }

  /// Uses what the group holds of an asset, and takes what is missing from the account.
  mutating func take(_ asset: AssetID, _ amount: UInt256) throws {
    let here = held[asset] ?? .zero
    held[asset] = here > amount ? here - amount : .zero
    guard here < amount else { return }
    let missing = amount - here
    pulled[asset] = try sum(pulled[asset] ?? .zero, missing)
    if isOwn { return }
    if asset == place.native {
      plan.value = try sum(plan.value, missing)
    } else {
      let resets = runner.options.resetsAllowance(place.catalog[asset].symbol)
      try pull(try place.token(asset), missing, resetsFirst: resets)
    }
  }

  /// Takes tokens from the account by a call of the executor.
  mutating func pull(_ token: Address, _ amount: UInt256, resetsFirst: Bool = false) throws {
    let (owner, executor) = (place.account, actor)
    call(
      token,
      try runner.encode(
        try ERC20.interface.call(
          "transferFrom", .address(owner), .address(executor), .uint(amount))))
    try grant(token, amount, isDelegation: false, resetsFirst: resetsFirst)
    sweep(token)
  }

  /// Notes what the account must grant.
  mutating func grant(
    _ token: Address, _ amount: UInt256, isDelegation: Bool, resetsFirst: Bool = false
  ) throws {
    if let index = plan.grants.firstIndex(where: {
      $0.token == token && $0.isDelegation == isDelegation
    }) {
      plan.grants[index].amount = try sum(plan.grants[index].amount, amount)
    } else {
      plan.grants.append(
        GroupPlan.Grant(
          isDelegation: isDelegation, token: token, amount: amount, resetsFirst: resetsFirst))
    }
  }

  /// Notes what a call gives to the group.
  mutating func give(_ asset: AssetID, _ amount: UInt256) throws -> ChainOutput {
    held[asset] = try sum(held[asset] ?? .zero, amount)
    if asset != place.native { sweep(try place.token(asset)) }
    return ChainOutput(asset: asset, amount: try place.quantity(amount, of: asset))
  }

  mutating func call(_ target: Address, value: UInt256 = .zero, _ data: [UInt8]) {
    plan.group.calls.append(DeskGroup.Call(target, value: value, data))
  }

  /// Lets a contract take exactly so much from the actor.
  mutating func allow(_ spender: Address, _ token: Address, _ amount: UInt256) throws {
    call(token, try runner.encode(try ERC20.approve(spender: spender, amount: amount)))
    let allowance = DeskGroup.Allowance(token, to: spender)
    if !plan.group.conditions.allowances.contains(allowance) {
      plan.group.conditions.allowances.append(allowance)
    }
  }

  private mutating func sweep(_ token: Address) {
    if isOwn || plan.group.conditions.swept.contains(token) { return }
    plan.group.conditions.swept.append(token)
  }

  func sum(_ first: UInt256, _ second: UInt256) throws -> UInt256 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    if overflow { throw CallFailure.refused("the amounts are too large") }
    return sum
  }

  /// Conditions that the contract asserts at the end.
  private mutating func conclude(_ transaction: ChainTransaction) async throws {
    var health = runner.options.minimumHealthFactor ?? .zero
    if let least = transaction.minimumHealthFactor {
      guard let asked = UInt256(least.value, decimals: 18, rounding: .up) else {
        throw CallFailure.refused("the least health factor is out of range")
      }
      health = max(health, asked)
    }
    plan.group.conditions.minimumHealthFactor = health
    for (step, output) in zip(transaction.steps, plan.outputs) {
      guard let least = step.minimumReceived, let output else { continue }
      if output.amount < least {
        throw CallFailure.refused("it would give \(output.amount), less than \(least)")
      }
      let units = try place.units(least, of: output.asset)
      // What a later step uses up, that step asserts.
      guard output.asset != place.native, (held[output.asset] ?? .zero) >= units else { continue }
      let kept = pulled[output.asset] ?? .zero
      let balance = try await runner.balance(output.asset)
      plan.group.conditions.balances.append(
        DeskGroup.Balance(
          try place.token(output.asset),
          least: try sum(balance > kept ? balance - kept : .zero, units)))
    }
    let conditions = plan.group.conditions
    guard plan.group.calls.count <= DeskExecutor.maximumCalls,
      plan.group.calls.allSatisfy({ $0.data.count <= DeskExecutor.maximumCallSize }),
      conditions.balances.count <= DeskExecutor.maximumBalances,
      conditions.swept.count <= DeskExecutor.maximumSwept,
      conditions.allowances.count <= DeskExecutor.maximumAllowances, plan.grants.count <= 8
    else { throw CallFailure.refused("the group is too long for one transaction") }
  }
}
