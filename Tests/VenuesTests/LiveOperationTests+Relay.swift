import FixedPoint
import Foundation
import JSON
import TestSupport
import Testing

extension LiveOperationTests {
  private static let wrap = #""op":"wrap","token":"ETH","amount":"1""#

  /// Keys that hold nothing on the chain.
  private static let reputation = "0x" + String(repeating: "46", count: 32)

  private static func relay(_ rig: LiveRig, form: String) throws -> String {
    try rig.write("reputation", reputation)
    return
      #"{url: "\#(rig.url)/relay", key: "file:\#(rig.path("reputation"))", form: \#(form), "#
      + #"blocks: "5"}"#
  }

  /// The rig's relay recovers the header's signer and answers 403 where it is not the one named.
  @Test func aPrivateTransactionGoesByTheRelayAlone() throws {
    let rig = try Self.rig()
    let config = try rig.configure(account: 6, relay: try Self.relay(rig, form: "transaction"))
    try rig.chain.ask("rig_stats", "true")
    try Self.pass(rig, "wrap", Self.wrap, config: config)
    // A slow machine may give the same bytes to the relay once more.
    let calls = try rig.chain.calls(of: "eth_sendPrivateTransaction")
    #expect(!calls.isEmpty && calls.allSatisfy { $0 == "relay" }, "\(calls)")
    #expect(try rig.chain.calls(of: "eth_sendRawTransaction").isEmpty)
    try rig.compareBooks("live.journal", account: 6)
  }

  @Test func aBundleIsSentForEachOfTheNextBlocks() async throws {
    let rig = try Self.rig()
    let config = try rig.configure(account: 7, relay: try Self.relay(rig, form: "bundle"))
    try rig.chain.ask("rig_stats", "true")
    try rig.chain.ask("evm_setAutomine", "false")
    let running = try rig.begin("wrap", Self.wrap, config: config)
    for _ in 0..<100 where running.process.isRunning {
      try await Task.sleep(for: .milliseconds(200))
      if try !rig.chain.calls(of: "eth_sendBundle").isEmpty {
        try rig.chain.ask("evm_mine")
      }
    }
    try rig.chain.ask("evm_setAutomine", "true")
    let ended = running.end(SIGTERM)
    #expect(ended.code == 0, "\(ended.errors)")
    #expect(try rig.chain.calls(of: "eth_sendBundle").count >= 5)
    #expect(try rig.chain.calls(of: "eth_sendRawTransaction").isEmpty)
    #expect(try rig.balance("weth", of: 7) == 1_000_000_000_000_000_000)
    try rig.compareBooks("live.journal", account: 7)
  }

  @Test func aRelayIsArmedAndHasAKeyOfItsOwn() throws {
    let rig = try Self.rig()
    try rig.write("reputation", Self.reputation)
    let file = "file:\(rig.path("reputation"))"
    let elsewhere = try rig.configure(
      account: 8, relay: #"{url: "https://relay.example/", key: "\#(file)"}"#)
    let refused = try rig.execute("away", Self.wrap, config: elsewhere, journal: "away.journal")
    #expect(refused.code == 15, "\(refused.output)")
    let own = try rig.configure(
      account: 8, relay: #"{url: "\#(rig.url)/relay", key: "file:\#(rig.path("key"))"}"#)
    let same = try rig.execute("own", Self.wrap, config: own, journal: "own.journal")
    #expect(same.code == 4 && same.output.contains("account's own key"), "\(same.output)")
    let count = try rig.chain.ask("eth_getTransactionCount", "\"\(rig.address(8))\",\"latest\"")
    #expect(count.text == "0x0")
  }
}
