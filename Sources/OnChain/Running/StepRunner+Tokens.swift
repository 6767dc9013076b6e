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
    switch place.catalog[asset].symbol {
    case "stETH":
      let contract = try place.contract("lido.wstETH")
      try await allow(contract, asset, amount)
      try await send(to: contract, try encode(try Lido.wrap(amount: amount)))
    case "eETH":
      let contract = try place.contract("etherfi.weETH")
      try await allow(contract, asset, amount)
      try await send(to: contract, try encode(try EtherFi.wrap(amount: amount)))
    case let symbol: throw CallFailure.refused("\(symbol) has no wrapped form here")
    }
  }

  mutating func unwrap() async throws {
    let amount = try await amount()
    if step.token == place.wrapped {
      return try await send(
        to: try place.token(step.token), try encode(try WrappedNative.unwrap(amount: amount)))
    }
    switch place.catalog[step.token].symbol {
    case "wstETH":
      try await send(
        to: try place.contract("lido.wstETH"), try encode(try Lido.unwrap(amount: amount)))
    case "weETH":
      try await send(
        to: try place.contract("etherfi.weETH"), try encode(try EtherFi.unwrap(amount: amount)))
    case let symbol: throw CallFailure.refused("\(symbol) is not a wrapped token")
    }
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
