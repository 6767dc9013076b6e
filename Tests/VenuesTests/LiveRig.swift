import Foundation
import TestSupport

/// A chain on loopback from the shared library, with what a live run needs to know of it.
final class LiveRig {
  let folder = try? TemporaryFolder()
  let chain: ChainRig

  static var isPresent: Bool { ChainRig.isPresent }

  /// On a chain of its own, or on one that others use too.
  init(_ chain: ChainRig? = nil) throws {
    self.chain = try chain ?? ChainRig(arguments: ["--time", "wall"])
  }

  var url: String { chain.url }
  var contracts: [String: String] { chain.contracts }

  func path(_ name: String) -> String { folder?.path(name) ?? name }
  func address(_ index: Int) -> String { chain.accounts[index].address }
  func key(_ index: Int) -> String { chain.accounts[index].key }

  /// Writes the deployments file, the key's file and the configuration, and answers the latter's
  /// path.
  func configure(
    account: Int, fees: String = "{}", chainID: Int = 31_337, policy: String = "",
    relay: String? = nil
  ) throws -> String {
    try write("rig.json", chain.deployments(chainID: chainID))
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
          \(relay.map { "relay: \($0)" } ?? "")
          policy:
            spendCaps: {USDC: "1000000"}
            \(policy)

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
    try live(["exec", try instruction(id, body)], config: config, journal: journal)
  }

  /// Begins to carry an instruction out through the binary, armed.
  func begin(
    _ id: String, _ body: String, config: String, journal: String = "live.journal"
  ) throws -> RunningVenues {
    let verb = ["exec", try instruction(id, body)]
    return try RunningVenues(
      armed(verb, config, journal), environment: try consent(config))
  }

  /// Runs a verb armed for loopback.
  func live(
    _ verb: [String], config: String, journal: String = "live.journal"
  ) throws -> VenuesBinary.Result {
    try VenuesBinary.run(armed(verb, config, journal), environment: try consent(config))
  }

  /// Writes an instruction file and answers its path.
  private func instruction(_ id: String, _ body: String) throws -> String {
    try write(
      "\(id).json",
      #"{"schema":"venues.instruction/1","id":"\#(id)","action":"onchain","#
        + #""chain":"ethereum",\#(body)}"#)
    return path("\(id).json")
  }

  private func armed(_ verb: [String], _ config: String, _ journal: String) -> [String] {
    verb + ["--mode", "live", "--config", config, "--journal", path(journal), "--json"]
  }

  private func consent(_ config: String) throws -> [String: String] {
    ["VENUES_ALLOW_LIVE": "true", "VENUES_LIVE_CONFIRMATION": try phrase(config)]
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
