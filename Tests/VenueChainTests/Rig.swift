import Ethereum
import EthereumKeys
import FixedPoint
import Foundation
import JSON
import TestSupport
import Testing

@testable import VenueChain

/// A real chain on loopback that mines when told to, with what these tests ask of it.
final class Rig {
  let node: ChainNode
  let accounts: [Address]
  private let chain: ChainRig

  static var isPresent: Bool { ChainRig.isPresent }

  init() throws {
    chain = try ChainRig(arguments: ["--no-automine"])
    accounts = chain.accounts.compactMap { Address($0.address) }
    node = try ChainNode(url: chain.url)
  }

  var url: String { chain.url }

  func contract(_ name: String) -> Address? { chain.contracts[name].flatMap { Address($0) } }

  func signer(_ place: Int) throws -> LocalSigner {
    try LocalSigner(PrivateKey(copying: Hex.decodePrefixed(chain.accounts[place].key) ?? []))
  }

  func mine(_ blocks: Int) async throws {
    for _ in 0..<blocks { _ = try await node.call("evm_mine", []) }
  }

  func balance(_ account: Address) async throws -> UInt256 {
    let answer = try await node.call(
      "eth_getBalance", [.string(account.checksummed), .string("latest")])
    return try #require(answer.text.flatMap { UInt256($0) })
  }

  func tokenBalance(_ token: Address, _ account: Address) async throws -> UInt256 {
    let data =
      [0x70, 0xa0, 0x82, 0x31] + [UInt8](repeating: 0, count: 12) + account.bytes
    let call = JSONNode.object([
      JSONMember(name: "to", value: .string(token.checksummed)),
      JSONMember(name: "data", value: .string(Hex.encode(data))),
    ])
    let answer = try await node.call("eth_call", [call, .string("latest")])
    return try #require(answer.text.flatMap { UInt256($0) })
  }

  /// Sends wei, or calls a contract, from one of the rig's accounts.
  func send(from place: Int, to: Address, wei: String = "0", data: [UInt8] = []) async throws {
    let own = JSONNode.string(accounts[place].checksummed)
    let nonce = try await node.number("eth_getTransactionCount", [own, .string("pending")])
    let raw = try signed(place, nonce, to, wei, data)
    _ = try await node.call("eth_sendRawTransaction", [.string(raw)])
  }

  /// Not asynchronous: 16-byte numbers and typed errors crash asynchronous functions (Swift 6.3).
  private func signed(
    _ place: Int, _ nonce: UInt64, _ to: Address, _ wei: String, _ data: [UInt8]
  ) throws -> String {
    let raw = try signer(place).sign(
      .feeMarket(
        FeeMarketTransaction(
          chainID: 31_337, nonce: nonce, maxPriorityFeePerGas: UInt256(UInt64(1_000_000_000)),
          maxFeePerGas: UInt256(UInt64(50_000_000_000)), gasLimit: 120_000, to: to,
          value: UInt256(wei) ?? .zero, data: data, accessList: [])))
    return Hex.encode(raw)
  }
}
