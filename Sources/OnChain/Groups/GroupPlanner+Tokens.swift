import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Wrapping, staking, swaps and payments within a group.
extension GroupPlanner {
  mutating func wrap(_ one: StepRunner) async throws -> ChainOutput? {
    let amount = try await amount(one)
    guard one.step.token == place.native else {
      return try await wrapShares(one.step.token, amount)
    }
    guard let wrapped = place.wrapped else {
      throw CallFailure.refused("the chain has no wrapped coin")
    }
    try take(one.step.token, amount)
    call(try place.token(wrapped), value: amount, try runner.encode(try WrappedNative.wrap()))
    return try give(wrapped, amount)
  }

  /// stETH into wstETH, eETH into weETH.
  private mutating func wrapShares(_ asset: AssetID, _ amount: UInt256) async throws -> ChainOutput
  {
    let symbol = place.catalog[asset].symbol
    guard let form = ShareWrapping(shares: symbol) else {
      throw CallFailure.refused("\(symbol) has no wrapped form here")
    }
    let contract = try place.contract(form.contract)
    let received = try await runner.number(
      contract, try runner.encode(try form.wrappedAmount(of: amount)))
    try take(asset, amount)
    try allow(contract, try place.token(asset), amount)
    call(contract, try runner.encode(try form.wrap(amount)))
    return try give(try token(form.wrapped), received)
  }

  mutating func unwrap(_ one: StepRunner) async throws -> ChainOutput? {
    let amount = try await amount(one)
    if one.step.token == place.wrapped, let native = place.native {
      try take(one.step.token, amount)
      call(
        try place.token(one.step.token), try runner.encode(try WrappedNative.unwrap(amount: amount))
      )
      return try give(native, amount)
    }
    let symbol = place.catalog[one.step.token].symbol
    guard let form = ShareWrapping(wrapped: symbol) else {
      throw CallFailure.refused("\(symbol) is not a wrapped token")
    }
    let contract = try place.contract(form.contract)
    let received = try await runner.number(
      contract, try runner.encode(try form.sharesAmount(of: amount)))
    try take(one.step.token, amount)
    call(contract, try runner.encode(try form.unwrap(amount)))
    return try give(try token(form.shares), try lessOne(received))
  }

  /// Share tokens round a wei or two away when they move; what is left over goes to the account.
  func lessOne(_ amount: UInt256) throws -> UInt256 {
    guard amount > .one else { throw CallFailure.refused("the amount is too small") }
    return amount - .one
  }

  private func token(_ symbol: String) throws -> AssetID {
    guard let asset = place.catalog.asset(named: symbol)?.id else {
      throw CallFailure.refused("\(symbol) is not known")
    }
    return asset
  }

  mutating func stake(_ one: StepRunner) async throws -> ChainOutput? {
    let (contract, data, form) = try one.staking()
    let amount = try await amount(one)
    try take(one.step.token, amount)
    call(contract, value: amount, data)
    let shares = try token(form.shares)
    let staked = try give(shares, try await stakedShares(form, amount))
    guard one.step.receive != shares else { return staked }
    return try await wrapShares(shares, try place.units(staked.amount, of: shares))
  }

  /// What a stake gives: whole shares, so a wei or two less.
  private func stakedShares(_ form: ShareWrapping, _ amount: UInt256) async throws -> UInt256 {
    if form == .etherfi { return try lessOne(amount) }
    let contract = try place.contract("lido.stETH")
    let shares = try await runner.number(
      contract, try runner.encode(try Lido.stETH.call("getSharesByPooledEth", .uint(amount))))
    return try await runner.number(
      contract, try runner.encode(try Lido.stETH.call("getPooledEthByShares", .uint(shares))))
  }

  mutating func swap(_ one: StepRunner) async throws -> ChainOutput? {
    guard let receive = one.step.receive, receive != one.step.token else {
      throw CallFailure.refused("the token to receive is not named")
    }
    let amount = try await amount(one)
    let swap: PlannedSwap
    switch place.catalog[one.step.venue].name {
    case "uniswap_v3": swap = try await one.uniswapSwap(receive, amount, for: actor)
    case "curve": swap = try await one.curveSwap(receive, amount)
    case let venue: throw CallFailure.refused("swaps at \(venue) are not built")
    }
    try take(one.step.token, amount)
    if one.step.token != place.native {
      try allow(swap.router, try place.token(one.step.token), amount)
    }
    call(swap.router, value: swap.value, swap.data)
    // Only the minimum is certain; what comes beyond it goes to the account.
    return try give(receive, swap.minimum)
  }

  mutating func transfer(_ one: StepRunner) async throws -> ChainOutput? {
    guard let name = one.step.counterparty, let recipient = Address(name) else {
      throw CallFailure.refused("the recipient is not an address")
    }
    let amount = try await amount(one)
    try take(one.step.token, amount)
    if one.step.token == place.native {
      call(recipient, value: amount, [])
    } else {
      call(
        try place.token(one.step.token),
        try runner.encode(try ERC20.transfer(to: recipient, amount: amount)))
    }
    return nil
  }
}
