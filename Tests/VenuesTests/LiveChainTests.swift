import FixedPoint
import Foundation
import TestSupport
import Testing

/// Live mode through the binary against a real EVM: positions and debts equal the contracts' views.
@Suite(.serialized, .enabled(if: LiveRig.isPresent), .timeLimit(.minutes(5)))
struct LiveChainTests {
  private static let chain = Result { try ChainRig(arguments: ["--time", "wall"]) }

  @Test func instructionsByFileAgreeWithTheChainToTheWei() throws {
    let rig = try LiveRig(Self.chain.get())
    let config = try rig.configure(account: 3)
    let steps: [(id: String, body: String)] = [
      ("wrap", #""op":"wrap","token":"ETH","amount":"10""#),
      ("supply", #""op":"supply","protocol":"aave_v3","token":"WETH","amount":"5""#),
      ("borrow", #""op":"borrow","protocol":"aave_v3","token":"USDC","amount":"1000""#),
      (
        "swap",
        #""op":"swap","protocol":"uniswap_v3","token":"USDC","receive":"WETH","#
          + #""amount":"250.5","feeTier":500"#
      ),
      ("repay", #""op":"repay","protocol":"aave_v3","token":"USDC","amount":"400""#),
      ("withdraw", #""op":"withdraw","protocol":"aave_v3","token":"WETH","amount":"1.25""#),
      ("stake", #""op":"stake","protocol":"lido","token":"ETH","amount":"2","receive":"wstETH""#),
    ]
    for step in steps {
      let result = try rig.execute(step.id, step.body, config: config)
      #expect(result.code == 0, "\(step.id): \(result.output) \(result.errors)")
      guard result.code == 0 else { return }
    }
    // The same id again is answered from the journal and sends nothing.
    let nonce = try nonce(rig)
    let again = try rig.execute(steps[0].id, steps[0].body, config: config)
    #expect(again.code == 0)
    #expect(try self.nonce(rig) == nonce)
    try compare(rig, config)
  }

  private func nonce(_ rig: LiveRig) throws -> String {
    try VenuesBinary.run(["eth", "nonce", rig.address(3), "--rpc", rig.url, "--json"]).output
  }

  /// Every token of the books equals `balanceOf`, in smallest units.
  private func compare(_ rig: LiveRig, _ config: String) throws {
    let result = try VenuesBinary.run([
      "positions", "--journal", rig.path("live.journal"), "--json",
    ])
    #expect(result.code == 0, "\(result.errors)")
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let positions = try #require(root["positions"] as? [[String: Any]])
    var amounts: [String: String] = [:]
    for position in positions {
      amounts[position["key"] as? String ?? ""] = position["amount"] as? String
    }
    let holder = String(repeating: "0", count: 24) + rig.address(3).dropFirst(2).lowercased()
    for (key, contract, decimals) in [
      ("wallet:BaseToken:WETH", "weth", 18), ("wallet:BaseToken:USDC", "usdc", 6),
      ("wallet:BaseToken:USDT", "usdt", 6), ("wallet:BaseToken:DAI", "dai", 18),
      ("wallet:LST:wstETH", "wsteth", 18),
    ] {
      let address = try #require(rig.contracts[contract])
      let units = try #require(UInt256("0x" + rig.view(address, "0x70a08231" + holder)))
      let told = amounts[key].flatMap { Decimal18($0) } ?? .zero
      #expect(UInt256(exactly: told, decimals: decimals) == units, "\(key): \(told) \(units)")
    }
  }

  @Test func whatThePolicyForbidsIsRefusedByName() throws {
    let rig = try LiveRig(Self.chain.get())
    let config = try rig.configure(account: 4)
    let transfer = try rig.execute(
      "steal",
      #""op":"transfer","token":"USDC","amount":"5","#
        + #""to":"0x000000000000000000000000000000000000dEaD""#,
      config: config)
    #expect(transfer.code == 10 || transfer.code == 2, "\(transfer.output)")
    let approval = try rig.execute(
      "unlimited", #""op":"approve","token":"USDC","amount":"100000000","spender":"aave_v3""#,
      config: config)
    #expect(approval.code == 10, "\(approval.output)")
    #expect(approval.output.contains("policy rule USDC approve"), "\(approval.output)")
    let capped = try rig.configure(account: 4, fees: #"{maximumFeePerGasGwei: "0.000000001"}"#)
    let fee = try rig.execute(
      "fee", #""op":"wrap","token":"ETH","amount":"1""#, config: capped, journal: "fee.journal")
    #expect(fee.code == 10, "\(fee.output)")
    #expect(fee.output.lowercased().contains("cap"), "\(fee.output)")
    let wrong = try rig.configure(account: 4, chainID: 1)
    let chain = try rig.execute(
      "chain", #""op":"wrap","token":"ETH","amount":"1""#, config: wrong, journal: "chain.journal")
    #expect(chain.code == 15 && chain.output.contains("does not serve chain 1"), "\(chain.output)")
    let nonce = try VenuesBinary.run(["eth", "nonce", rig.address(4), "--rpc", rig.url])
    #expect(nonce.output.contains("mined: 0"), "\(nonce.output)")
  }
}
