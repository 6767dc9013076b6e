import Foundation
import Testing

/// A chain on loopback from the shared library, with what a live run needs to know of it.
final class LiveRig {
  let url: String
  let folder = try? TemporaryFolder()
  let contracts: [String: String]
  private let accounts: [[String: Any]]
  private let pid: Int32

  static var directory: String? {
    let named = ProcessInfo.processInfo.environment["VENUES_SHARED"]
    let beside = Desks.root.deletingLastPathComponent().appendingPathComponent("shared").path
    return [named, beside, "/work/shared"].compactMap { $0 }.map { "\($0)/evm-rig" }
      .first { FileManager.default.isExecutableFile(atPath: "\($0)/start") }
  }

  static var isPresent: Bool { directory != nil }

  init(port: Int) throws {
    let directory = try #require(Self.directory)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(directory)/start")
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    let own = port + Int(ProcessInfo.processInfo.processIdentifier) % 2_000 * 4
    process.arguments = ["--port", "\(own)", "--ttl", "300", "--time", "wall"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var data = Data()
    var manifest: [String: Any]?
    while manifest == nil {
      let chunk = output.fileHandleForReading.availableData
      if chunk.isEmpty { break }
      data += chunk
      for line in data.split(separator: 10) where line.count > 100 {
        manifest = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
      }
    }
    let root = try #require(manifest, "the rig did not start")
    pid = Int32(try #require(root["pid"] as? Int))
    url = "http://127.0.0.1:\(try #require(root["port"] as? Int))"
    contracts = try #require(root["contracts"] as? [String: Any]).compactMapValues { $0 as? String }
    accounts = try #require(root["accounts"] as? [[String: Any]])
  }

  deinit { kill(pid, SIGKILL) }

  func path(_ name: String) -> String { folder?.path(name) ?? name }
  func address(_ index: Int) -> String { accounts[index]["address"] as? String ?? "" }
  func key(_ index: Int) -> String { accounts[index]["privateKey"] as? String ?? "" }

  /// Writes the deployments file, the key's file and the configuration, and answers the latter's
  /// path.
  func configure(account: Int, fees: String = "{}", chainID: Int = 31_337) throws -> String {
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
      table.keys.sorted().compactMap { name in
        contracts[table[name] ?? ""].map { "\"\(name)\":\"\($0)\"" }
      }.joined(separator: ",")
    }
    try write(
      "rig.json",
      #"{"schema":"venues.deployments/1","chain":"ethereum","chainId":"\#(chainID)","#
        + #""tokens":{\#(entries(tokens))},"contracts":{\#(entries(names))}}"#)
    try write("key", key(account))
    try write(
      "live.yaml",
      """
      schema: venues.config/1
      chains:
        ethereum:
          rpc: ["\(url)/a", "\(url)/b"]
          quorum: "2"
          chainId: "\(chainID)"
          confirmations: "1"
          deployments: \(path("rig.json"))
          pollMilliseconds: "50"
          refreshSeconds: "5"
          clockSkewSeconds: any
          account:
            wallet: wallet
            address: "\(address(account))"
            key: file:\(path("key"))
          fees: \(fees)
          policy:
            spendCaps: {USDC: "1000000"}

      """)
    return path("live.yaml")
  }

  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try text.write(to: url, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
  }

  /// Carries an instruction out through the binary, armed.
  func execute(
    _ id: String, _ body: String, config: String, journal: String = "live.journal"
  ) throws -> VenuesBinary.Result {
    try write(
      "\(id).json",
      #"{"schema":"venues.instruction/1","id":"\#(id)","action":"onchain","#
        + #""chain":"ethereum",\#(body)}"#)
    return try live(["exec", path("\(id).json")], config: config, journal: journal)
  }

  /// Runs a verb armed for loopback.
  func live(
    _ verb: [String], config: String, journal: String = "live.journal"
  ) throws -> VenuesBinary.Result {
    try VenuesBinary.run(
      verb + ["--mode", "live", "--config", config, "--journal", path(journal), "--json"],
      environment: [
        "VENUES_ALLOW_LIVE": "true", "VENUES_LIVE_CONFIRMATION": try phrase(config),
      ])
  }

  /// The phrase an operator types: the account's label and the start of the configuration's digest.
  func phrase(_ config: String) throws -> String {
    let digest = try VenuesBinary.run(["config", "digest", "--config", config]).output
    return "trade live wallet \(digest.prefix(8))"
  }

  /// A contract's one-number view of an account, by `venues eth call`.
  func view(_ contract: String, _ calldata: String) throws -> String {
    let result = try VenuesBinary.run(["eth", "call", contract, calldata, "--rpc", url, "--json"])
    return String(result.output.dropFirst(#"{"data":"0x"#.count).prefix(64))
  }
}
