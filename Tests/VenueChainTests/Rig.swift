import Ethereum
import EthereumKeys
import FixedPoint
import Foundation
import JSON
import Testing

@testable import VenueChain

/// A real chain on loopback from the shared library, ended with the test that started it.
final class Rig {
  let node: ChainNode
  let keys: [String]
  let accounts: [Address]
  let contracts: JSONNode
  private let lifeline = Pipe()

  static var folder: String? {
    var places: [String] = []
    if let shared = ProcessInfo.processInfo.environment["VENUES_SHARED"] {
      places.append("\(shared)/evm-rig")
    }
    var checkout = URL(filePath: #filePath)
    for _ in 0..<4 { checkout.deleteLastPathComponent() }
    places += [checkout.appending(path: "shared/evm-rig").path, "/work/shared/evm-rig"]
    return places.first { FileManager.default.isExecutableFile(atPath: "\($0)/start") }
  }

  static var isPresent: Bool { folder != nil }

  init() throws {
    let folder = try #require(Self.folder)
    let process = Process()
    // The shell ends the rig as soon as nobody holds the other end of its standard input.
    process.executableURL = URL(filePath: "/bin/sh")
    let watch = #""$0" "$@" < /dev/null & rig=$!; cat > /dev/null; kill -9 $rig"#
    let port = 19_000 + Int(ProcessInfo.processInfo.processIdentifier) % 900
    process.arguments = [
      "-c", watch, "\(folder)/start", "--port", "\(port)", "--ttl", "600", "--no-automine",
    ]
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = lifeline
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var bytes: [UInt8] = []
    var manifest: JSONNode?
    while manifest == nil {
      let chunk = output.fileHandleForReading.availableData
      try #require(!chunk.isEmpty, "the rig did not start")
      bytes += chunk
      while let end = bytes.firstIndex(of: 0x0a) {
        let node = try? JSONNode(parsing: Array(bytes[..<end]))
        if node?["pid"] != nil { manifest = node }
        bytes.removeFirst(end + 1)
      }
    }
    let entries = manifest?["accounts"]?.elements ?? []
    keys = entries.compactMap { $0["privateKey"]?.text }
    accounts = entries.compactMap { $0["address"]?.text.flatMap { Address($0) } }
    contracts = manifest?["contracts"] ?? .null
    node = ChainNode(url: try #require(URL(string: "http://127.0.0.1:\(port)")))
  }

  deinit { try? lifeline.fileHandleForWriting.close() }

  func signer(_ place: Int) throws -> LocalSigner {
    try LocalSigner(PrivateKey(copying: Hex.decodePrefixed(keys[place]) ?? []))
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
