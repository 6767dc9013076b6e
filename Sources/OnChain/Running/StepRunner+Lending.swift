import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Aave v3.
extension StepRunner {
  /// The pool of the step's venue.
  func pool() throws(CallFailure) -> Address {
    try place.contract("\(place.catalog[step.venue].name).pool")
  }

  /// The reserve's token; native coins have no reserve.
  func reserveToken() throws(CallFailure) -> Address {
    if step.token == place.native {
      throw CallFailure.refused("the pool takes wrapped coins: wrap them first")
    }
    return try place.token(step.token)
  }

  mutating func supply() async throws {
    let token = try reserveToken()
    let (pool, account, amount) = (try pool(), place.account, try await amount())
    if usesPermit(step.token) { return try await supplyByPermit(token, pool, amount) }
    try await allow(pool, step.token, amount)
    try await send(
      to: pool, try encode(try AavePool.supply(asset: token, amount: amount, onBehalfOf: account)))
  }

  mutating func withdraw() async throws {
    let token = try reserveToken()
    let (pool, account) = (try pool(), place.account)
    // "Max" is the pool's own word for everything, so that interest of the last block is included.
    let amount = step.amount == .max ? UInt256.max : try await amount()
    try await requireHealth(pool, token, removes: amount)
    try await send(
      to: pool, try encode(try AavePool.withdraw(asset: token, amount: amount, to: account)))
  }

  mutating func borrow() async throws {
    let token = try reserveToken()
    if step.amount == .max { throw CallFailure.refused("a borrow needs an amount, not max") }
    let (pool, account, amount) = (try pool(), place.account, try await amount())
    try await requireHealth(pool, token, borrows: amount)
    try await send(
      to: pool, try encode(try AavePool.borrow(asset: token, amount: amount, onBehalfOf: account)))
  }

  mutating func repay() async throws {
    let token = try reserveToken()
    let (pool, account) = (try pool(), place.account)
    let isAll = step.amount == .max
    // All of a debt grows until the block is mined: a little more is allowed than it is now.
    let debt = isAll ? try await debt(pool, token) : .zero
    let amount = isAll ? debt : try await amount()
    let allowance = isAll ? debt + debt / 10_000 + 1 : amount
    try await allow(pool, step.token, allowance)
    try await send(
      to: pool,
      try encode(
        try AavePool.repay(asset: token, amount: isAll ? .max : amount, onBehalfOf: account)))
  }

  func debt(_ pool: Address, _ token: Address) async throws -> UInt256 {
    let account = place.account
    let reserve = try await reserveData(pool, token)
    let debt = try await number(reserve.debtToken, try encode(try ERC20.balance(of: account)))
    if debt.isZero { throw CallFailure.refused("there is no debt to repay") }
    return debt
  }

  func reserveData(
    _ pool: Address, _ token: Address
  ) async throws -> AaveReserveData {
    let answer = try await read(
      pool, try encode(try AavePool.interface.call("getReserveData", .address(token))))
    do throws(ABIError) {
      return try AavePool.reserveData(from: answer)
    } catch {
      throw CallFailure.refused("the pool's reserve data could not be read: \(error)")
    }
  }

  mutating func setEfficiencyMode() async throws {
    guard let category = UInt8(exactly: step.category ?? 0) else {
      throw CallFailure.refused("there is no e-mode category \(step.category ?? 0)")
    }
    try await send(to: try pool(), try encode(try AavePool.setEfficiencyMode(category)))
  }

  mutating func setCollateral() async throws {
    let token = try reserveToken()
    let isCollateral = step.enabled ?? true
    try await send(
      to: try pool(),
      try encode(try AavePool.setCollateral(asset: token, isCollateral: isCollateral)))
  }

  /// Refuses a borrow or a withdrawal after which the health factor would be below the least
  /// allowed, by the pool's own account data and prices.
  private func requireHealth(
    _ pool: Address, _ token: Address, borrows: UInt256 = .zero, removes: UInt256 = .zero
  ) async throws {
    guard let least = options.minimumHealthFactor else { return }
    let account = place.account
    let answer = try await read(pool, try encode(try AavePool.accountData(of: account)))
    let data: AaveAccountData
    do throws(ABIError) {
      data = try AavePool.accountData(from: answer)
    } catch {
      throw CallFailure.refused("the pool's account data could not be read: \(error)")
    }
    if data.totalDebt.isZero, borrows.isZero { return }
    let oracle = try place.contract("\(place.catalog[step.venue].name).oracle")
    let price = try await number(oracle, try encode(try AaveOracle.price(of: token)))
    let removed = try await withdrawn(removes, pool, token)
    let threshold = try await threshold(pool, token)
    let forecast = HealthForecast(
      data: data, price: price, decimals: place.catalog[step.token].decimals)
    let after = forecast.healthFactor(
      borrowing: borrows, withdrawing: removed, threshold: threshold)
    guard let after, after >= least else {
      let (would, asked) = (Self.text(after), Self.text(least))
      throw CallFailure.refused(
        "the health factor would be \(would), at least \(asked) is asked for")
    }
  }

  private func withdrawn(
    _ amount: UInt256, _ pool: Address, _ token: Address
  ) async throws -> UInt256 {
    guard amount == .max else { return amount }
    let account = place.account
    return try await number(
      try await reserveData(pool, token).supplyToken, try encode(try ERC20.balance(of: account)))
  }

  /// The reserve's liquidation threshold in basis points (bits 16 to 31 of its configuration). In
  /// an e-mode the category's is higher: the lower one errs on the safe side.
  private func threshold(_ pool: Address, _ token: Address) async throws -> UInt256 {
    try await reserveData(pool, token).configuration >> 16 & 0xffff
  }

  private static func text(_ healthFactor: UInt256?) -> String {
    healthFactor?.decimal(decimals: 18, rounding: .floor)?.description ?? "below any number"
  }
}
