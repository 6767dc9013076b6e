import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Aave v3 and flash loans within a group. Positions are always the account's.
extension GroupPlanner {
  /// Takes the group's loan; the calls run while it is held.
  mutating func borrowForTheGroup(_ one: StepRunner) async throws -> ChainOutput? {
    guard loan == nil else { throw CallFailure.refused("a group has one flash loan at most") }
    guard plan.group.calls.isEmpty else {
      throw CallFailure.refused("a flash loan is the first step of its group")
    }
    let (token, amount) = (try one.reserveToken(), try await amount(one))
    let lender: Address
    let premium: UInt256
    switch place.catalog[one.step.venue].name {
    case "aave_v3":
      lender = try one.pool()
      premium = try await self.premium(lender, on: amount)
    case "morpho": (lender, premium) = (try place.contract("morpho.morpho"), .zero)
    case let venue: throw CallFailure.refused("flash loans of \(venue) are not built")
    }
    plan.group.loan = DeskGroup.Loan(lender: lender, token: token, amount: amount)
    loan = (one.step.token, try sum(amount, premium))
    return try give(one.step.token, amount)
  }

  /// The pool's premium, by its own rate and with its release's rounding.
  private func premium(_ pool: Address, on amount: UInt256) async throws -> UInt256 {
    let rate = try await runner.number(
      pool, try runner.encode(try AavePool.interface.call("FLASHLOAN_PREMIUM_TOTAL")))
    let number = try await runner.number(
      pool, try runner.encode(try AavePool.interface.call("POOL_REVISION")))
    guard let rate = UInt64(exactly: rate), rate <= 10_000,
      let number = UInt64(exactly: number).flatMap({ Int(exactly: $0) }),
      let revision = AaveRevision(poolRevision: number),
      let premium = try? revision.flashPremium(on: amount, premium: UInt32(rate))
    else { throw CallFailure.refused("the pool's flash loan premium could not be read") }
    return premium
  }

  /// Lets the lender take its loan back at the end: from the group, and what is missing from the
  /// account.
  mutating func repayLoan() async throws {
    guard let loan, let terms = plan.group.loan else { return }
    try take(loan.asset, loan.owed)
    try allow(terms.lender, terms.token, loan.owed)
  }

  mutating func supply(_ one: StepRunner) async throws -> ChainOutput? {
    let (pool, token, amount) = (try one.pool(), try one.reserveToken(), try await amount(one))
    let owner = place.account
    try take(one.step.token, amount)
    try allow(pool, token, amount)
    call(
      pool,
      try runner.encode(try AavePool.supply(asset: token, amount: amount, onBehalfOf: owner)))
    return nil
  }

  mutating func borrow(_ one: StepRunner) async throws -> ChainOutput? {
    if one.step.amount == .max { throw CallFailure.refused("a borrow needs an amount, not max") }
    let (pool, token, amount) = (try one.pool(), try one.reserveToken(), try await amount(one))
    let owner = place.account
    if !isOwn {
      try grant(try await one.reserveData(pool, token).debtToken, amount, isDelegation: true)
    }
    call(
      pool,
      try runner.encode(try AavePool.borrow(asset: token, amount: amount, onBehalfOf: owner)))
    return try give(one.step.token, amount)
  }

  /// All of a debt grows until the block is mined: a little more is held ready, and what is not
  /// needed goes back.
  mutating func repay(_ one: StepRunner) async throws -> ChainOutput? {
    let (pool, token) = (try one.pool(), try one.reserveToken())
    let owner = place.account
    let debt = try await one.debt(pool, token)
    let isAll = one.step.amount == .max
    let amount = isAll ? try sum(debt, debt / 10_000 + 1) : try await amount(one)
    try take(one.step.token, amount)
    try allow(pool, token, amount)
    call(
      pool,
      try runner.encode(try AavePool.repay(asset: token, amount: amount, onBehalfOf: owner)))
    if amount > debt { try allow(pool, token, .zero) }
    return nil
  }

  mutating func withdraw(_ one: StepRunner) async throws -> ChainOutput? {
    let (pool, token, actor) = (try one.pool(), try one.reserveToken(), actor)
    let owner = place.account
    let supplyToken = try await one.reserveData(pool, token).supplyToken
    let isAll = one.step.amount == .max
    let amount =
      isAll
      ? try await runner.number(
        supplyToken, try runner.encode(try ERC20.balance(of: owner)))
      : try await amount(one)
    guard !amount.isZero else { throw CallFailure.refused("nothing is supplied") }
    if !isOwn { try pull(supplyToken, amount) }
    // The executor withdraws all that it was given: the token may round a wei away on its way.
    let asked = isOwn && !isAll ? amount : UInt256.max
    call(
      pool, try runner.encode(try AavePool.withdraw(asset: token, amount: asked, to: actor)))
    return try give(one.step.token, isOwn ? amount : try lessOne(amount))
  }

  /// What the pool keeps for whoever calls it cannot be set by another contract.
  mutating func adjust(_ one: StepRunner) async throws -> ChainOutput? {
    guard isOwn else {
      throw CallFailure.refused(
        "\(one.step.operation.rawValue) is the account's own: send it before the group, or use "
          + "the executor as EIP-7702 delegate")
    }
    let pool = try one.pool()
    if one.step.operation == .setEMode {
      guard let category = UInt8(exactly: one.step.category ?? 0) else {
        throw CallFailure.refused("there is no e-mode category \(one.step.category ?? 0)")
      }
      call(pool, try runner.encode(try AavePool.setEfficiencyMode(category)))
    } else {
      let (token, isCollateral) = (try one.reserveToken(), one.step.enabled ?? true)
      call(
        pool,
        try runner.encode(try AavePool.setCollateral(asset: token, isCollateral: isCollateral)))
    }
    return nil
  }
}
