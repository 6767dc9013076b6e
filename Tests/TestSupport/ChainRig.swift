import Foundation
import JSON

/// A real EVM chain on loopback, from the shared library. It ends with its last holder, by process
/// id, or with the tests that started it, however they end.
public final class ChainRig: Sendable {
  /// What keeps a rig from starting.
  public struct Failure: Error, CustomStringConvertible {
    /// What it is.
    public let description: String
  }

  /// Where it listens.
  public let port: Int
  /// Its JSON-RPC endpoint.
  public let url: String
  /// Funded accounts: addresses and the private keys to them.
  public let accounts: [(address: String, key: String)]
  /// Addresses of the deployed contracts.
  public let contracts: [String: String]
  private let pid: Int32
  private let lifeline = Pipe()

  private static var folder: String? {
    SharedFolder.path("evm-rig/start").map { String($0.dropLast("/start".count)) }
  }

  /// Whether this machine has the library.
  public static var isPresent: Bool { folder != nil }

  /// Starts a chain and waits until it listens.
  public init(arguments: [String] = []) throws {
    guard let folder = Self.folder else { throw Failure(description: "there is no rig") }
    let process = Process()
    // The shell ends the rig as soon as this process is gone, however it went: then nobody holds
    // the other end of its standard input any more. It inherits a mask that holds SIGTERM back.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let watch = #""$0" "$@" < /dev/null & rig=$!; cat > /dev/null; kill -9 $rig"#
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // The rig takes a free port: one chosen here may be the near end of somebody's connection.
    process.arguments =
      ["-c", watch, "\(folder)/start", "--port", "0", "--ttl", "900"] + arguments
    process.standardInput = lifeline
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let root = try Self.manifest(output.fileHandleForReading)
    guard let pid = root["pid"]?.literal.flatMap(Int32.init),
      let port = root["port"]?.literal.flatMap(Int.init), let entries = root["accounts"]?.elements,
      let members = root["contracts"]?.members
    else { throw Failure(description: "the rig's first line lacks something") }
    self.pid = pid
    self.port = port
    url = "http://127.0.0.1:\(port)"
    accounts = entries.map {
      (address: $0["address"]?.text ?? "", key: $0["privateKey"]?.text ?? "")
    }
    var contracts: [String: String] = [:]
    for member in members { contracts[member.name] = member.value.text }
    self.contracts = contracts
  }

  /// The first line that is JSON, waited for at most three minutes.
  private static func manifest(_ handle: FileHandle) throws -> JSONNode {
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
    throw Failure(description: "the rig did not start")
  }

  /// The chain's deployments file.
  public func deployments(chainID: Int = 31_337) -> String {
    let tokens = [
      "WETH": "weth", "USDC": "usdc", "USDT": "usdt", "DAI": "dai", "USDe": "usde",
      "sUSDe": "susde", "stETH": "steth", "wstETH": "wsteth", "eETH": "eeth", "weETH": "weeth",
    ]
    let names = [
      "multicall3": "multicall3", "aave_v3.pool": "aavePool", "aave_v3.oracle": "aaveOracle",
      "lido.stETH": "steth", "lido.wstETH": "wsteth", "lido.withdrawalQueue": "withdrawalQueue",
      "etherfi.liquidityPool": "etherfiLiquidityPool", "etherfi.weETH": "weeth",
      "uniswap_v3.swapRouter02": "uniSwapRouter02", "uniswap_v3.quoterV2": "uniV3QuoterV2",
      "curve.ETHstETH": "curveStethPool", "morpho.morpho": "morphoBlue",
    ]
    func entries(_ table: [String: String]) -> String {
      table.sorted { $0.key < $1.key }.compactMap { name, key in
        contracts[key].map { "\"\(name)\":\"\($0)\"" }
      }.joined(separator: ",")
    }
    return
      #"{"schema":"venues.deployments/1","chain":"ethereum","chainId":"\#(chainID)","tokens":{"#
      + entries(tokens) + #"},"contracts":{"# + entries(names) + "}}"
  }

  /// Ends it now.
  public func stop() { kill(pid, SIGKILL) }

  deinit { stop() }
}
