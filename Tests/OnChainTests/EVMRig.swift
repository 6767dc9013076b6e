import Ethereum
import FixedPoint
import Foundation
import JSON
import Synchronization
import Testing
import VenueDefinitions

/// A real EVM chain on loopback, from the shared library. Started by a suite and ended by it, by
/// process id.
final class EVMRig: Sendable {
  let port: Int
  let url: String
  let keys: [String]
  let accounts: [Address]
  let deployment: Deployment
  let contracts: [String: Address]
  private let pid: Int32
  private let lifeline = Pipe()
  private static let started = Atomic<Int>(0)

  static var folder: String? {
    let environment = ProcessInfo.processInfo.environment
    var candidates = [environment["VENUES_SHARED"].map { "\($0)/evm-rig" }].compactMap { $0 }
    var checkout = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { checkout.deleteLastPathComponent() }
    candidates.append(checkout.appendingPathComponent("shared/evm-rig").path)
    candidates.append("/work/shared/evm-rig")
    return candidates.first { FileManager.default.isExecutableFile(atPath: "\($0)/start") }
  }

  static var isPresent: Bool { folder != nil }

  init(arguments: [String] = []) async throws {
    let folder = try #require(Self.folder)
    let process = Process()
    // The shell ends the rig as soon as this process is gone, however it went: then nobody holds
    // the other end of its standard input any more. It inherits a mask that holds SIGTERM back.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let watch = #""$0" "$@" < /dev/null & rig=$!; cat > /dev/null; kill -9 $rig"#
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Each rig of a run has a port of its own; the one before may still be closing.
    let base = Int(ProcessInfo.processInfo.processIdentifier) % 2_000
    let chosen = 20_000 + base * 16 + Self.started.wrappingAdd(1, ordering: .relaxed).oldValue % 16
    process.arguments =
      ["-c", watch, "\(folder)/start", "--port", "\(chosen)", "--ttl", "900"] + arguments
    process.standardInput = lifeline
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let root = try await Self.manifest(output.fileHandleForReading)
    pid = Int32(try #require(root["pid"]?.literal.flatMap(Int.init)))
    port = try #require(root["port"]?.literal.flatMap(Int.init))
    url = "http://127.0.0.1:\(port)"
    let entries = try #require(root["accounts"]?.elements)
    keys = entries.compactMap { $0["privateKey"]?.text }
    accounts = entries.compactMap { $0["address"]?.text.flatMap { Address($0) } }
    var contracts: [String: Address] = [:]
    for member in try #require(root["contracts"]?.members) {
      contracts[member.name] = member.value.text.flatMap { Address($0) }
    }
    self.contracts = contracts
    deployment = try Self.deployment(contracts)
  }

  /// The first line that is JSON, waited for at most three minutes.
  private static func manifest(_ handle: FileHandle) async throws -> JSONNode {
    var bytes: [UInt8] = []
    let deadline = Date().addingTimeInterval(180)
    while Date() < deadline {
      let chunk = handle.availableData
      if chunk.isEmpty { break }
      bytes += chunk
      while let end = bytes.firstIndex(of: 0x0a) {
        let line = Array(bytes[..<end])
        bytes.removeFirst(end + 1)
        if let node = try? JSONNode(parsing: line), node["pid"] != nil { return node }
      }
    }
    Issue.record("the rig did not start")
    throw CancellationError()
  }

  private static func deployment(_ contracts: [String: Address]) throws -> Deployment {
    let tokens = [
      "WETH": "weth", "USDC": "usdc", "USDT": "usdt", "DAI": "dai", "USDe": "usde",
      "sUSDe": "susde", "stETH": "steth", "wstETH": "wsteth", "eETH": "eeth", "weETH": "weeth",
    ]
    let names = [
      "multicall3": "multicall3", "aave_v3.pool": "aavePool", "aave_v3.oracle": "aaveOracle",
      "lido.stETH": "steth", "lido.wstETH": "wsteth", "lido.withdrawalQueue": "withdrawalQueue",
      "etherfi.liquidityPool": "etherfiLiquidityPool", "etherfi.weETH": "weeth",
      "uniswap_v3.swapRouter02": "uniSwapRouter02", "uniswap_v3.quoterV2": "uniV3QuoterV2",
      "curve.ETHstETH": "curveStethPool",
    ]
    func entries(_ table: [String: String]) -> String {
      table.sorted { $0.key < $1.key }.compactMap { name, key in
        contracts[key].map { "\"\(name)\":\"\($0)\"" }
      }.joined(separator: ",")
    }
    let json =
      #"{"schema":"venues.deployments/1","chain":"ethereum","chainId":"31337","tokens":{"#
      + entries(tokens) + #"},"contracts":{"# + entries(names) + "}}"
    return try Deployment(json: json, file: "rig")
  }

  func stop() { kill(pid, SIGKILL) }
}

extension JSONNode {
  var literal: String? {
    switch self {
    case .number(let text), .string(let text): text
    default: nil
    }
  }
}
