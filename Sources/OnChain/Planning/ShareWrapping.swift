import Ethereum
import FixedPoint
import Protocols

/// A rebasing share token and the contract that wraps it: stETH in wstETH, eETH in weETH.
enum ShareWrapping: CaseIterable {
  case lido
  case etherfi

  /// The wrapping of a share token, by its symbol.
  init?(shares symbol: String) {
    guard let found = Self.allCases.first(where: { $0.shares == symbol }) else { return nil }
    self = found
  }

  /// The wrapping that gives a wrapped token, by its symbol.
  init?(wrapped symbol: String) {
    guard let found = Self.allCases.first(where: { $0.wrapped == symbol }) else { return nil }
    self = found
  }

  /// Symbol of the share token.
  var shares: String {
    switch self {
    case .lido: "stETH"
    case .etherfi: "eETH"
    }
  }

  /// Symbol of the wrapped token.
  var wrapped: String {
    switch self {
    case .lido: "wstETH"
    case .etherfi: "weETH"
    }
  }

  /// The wrapping contract by its name in a deployment.
  var contract: String {
    switch self {
    case .lido: "lido.wstETH"
    case .etherfi: "etherfi.weETH"
    }
  }

  /// The call that wraps shares.
  func wrap(_ amount: UInt256) throws(ABIError) -> [UInt8] {
    switch self {
    case .lido: try Lido.wrap(amount: amount)
    case .etherfi: try EtherFi.wrap(amount: amount)
    }
  }

  /// The call that unwraps.
  func unwrap(_ amount: UInt256) throws(ABIError) -> [UInt8] {
    switch self {
    case .lido: try Lido.unwrap(amount: amount)
    case .etherfi: try EtherFi.unwrap(amount: amount)
    }
  }

  /// The contract's view of what shares are wrapped into.
  func wrappedAmount(of shares: UInt256) throws(ABIError) -> [UInt8] {
    switch self {
    case .lido: try Lido.wstETH.call("getWstETHByStETH", .uint(shares))
    case .etherfi: try EtherFi.weETH.call("getWeETHByeETH", .uint(shares))
    }
  }

  /// The contract's view of what unwrapping gives.
  func sharesAmount(of wrapped: UInt256) throws(ABIError) -> [UInt8] {
    switch self {
    case .lido: try Lido.wstETH.call("getStETHByWstETH", .uint(wrapped))
    case .etherfi: try EtherFi.weETH.call("getEETHByWeETH", .uint(wrapped))
    }
  }
}
