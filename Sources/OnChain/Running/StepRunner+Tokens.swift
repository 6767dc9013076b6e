import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Wrapping, approvals and payments.
extension StepRunner {
  mutating func wrap() async throws {
    let amount = try await amount()
    if step.token == place.native {
      guard let wrapped = place.wrapped else {
        throw CallFailure.refused("the chain has no wrapped coin")
      }
      return try await send(
        to: try place.token(wrapped), value: amount, try encode(try WrappedNative.wrap()))
    }
    try await wrapShares(step.token, amount)
  }

  /// stETH into wstETH, eETH into weETH.
  mutating func wrapShares(_ asset: AssetID, _ amount: UInt256) async throws {
    let symbol = place.catalog[asset].symbol
    guard let form = ShareWrapping(shares: symbol) else {
      throw CallFailure.refused("\(symbol) has no wrapped form here")
    }
    let contract = try place.contract(form.contract)
    try await allow(contract, asset, amount)
    try await send(to: contract, try encode(try form.wrap(amount)))
  }

  mutating func unwrap() async throws {
    let amount = try await amount()
    if step.token == place.wrapped {
      return try await send(
        to: try place.token(step.token), try encode(try WrappedNative.unwrap(amount: amount)))
    }
    let symbol = place.catalog[step.token].symbol
    guard let form = ShareWrapping(wrapped: symbol) else {
      throw CallFailure.refused("\(symbol) is not a wrapped token")
    }
    try await send(to: try place.contract(form.contract), try encode(try form.unwrap(amount)))
  }

  mutating func approve() async throws {
    let amount = try await amount()
    try await allow(try spender(), step.token, amount)
  }

  mutating func revoke() async throws {
    let spender = try spender()
    try await send(
      to: try place.token(step.token),
      try encode(try ERC20.approve(spender: spender, amount: .zero)))
  }

  /// The spender by address, by a protocol's name, or as `protocol.contract`.
  private func spender() throws(CallFailure) -> Address {
    guard let name = step.counterparty else {
      throw CallFailure.refused("the spender is not named")
    }
    if let address = Address(name) { return address }
    switch name {
    case "aave_v3": return try place.contract("aave_v3.pool")
    case "uniswap_v3": return try place.contract("uniswap_v3.swapRouter02")
    default: return try place.contract(name)
    }
  }

  mutating func transfer() async throws {
    guard let name = step.counterparty, let recipient = Address(name) else {
      throw CallFailure.refused(
        "the recipient is not an address: \(step.counterparty ?? "none is named")")
    }
    let amount = try await amount()
    if step.token == place.native {
      return try await send(to: recipient, value: amount, [])
    }
    try await send(
      to: try place.token(step.token), try encode(try ERC20.transfer(to: recipient, amount: amount))
    )
  }
}
