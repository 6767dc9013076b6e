import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import OnChain
import Testing
import TradingModel
import VenueDefinitions

/// Supplies whose approval is a signature.
@Suite(.serialized, .enabled(if: EVMRig.isPresent), .timeLimit(.minutes(5)))
struct PermitTests {
  @Test func aPermitBasedSupplyIsOneTransaction() async throws {
    let rig = try await SharedRig.main.rig()
    let desk = try await ChainDesk(
      rig, account: 9, change: { options, _ in options.permitTokens = ["USDC", "WETH"] })
    var ledger = DeskLedger(desk)
    await ledger.open()
    let before = try await rig.nonces(desk.place.account).latest
    let (aave, usdc) = (try desk.venue("aave_v3"), try desk.asset("USDC"))
    let amount = ChainAmount.exact(try #require(Quantity("1234.567891")))
    let result = try await ledger.run(
      [ChainStep(operation: .supply, venue: aave, token: usdc, amount: amount)], number: 1)
    #expect(result.outcome == .confirmed, "\(result.outcome)")
    try await ledger.check("permit")
    #expect(try await rig.nonces(desk.place.account).latest == before + 1)
    // A token without permits is refused, not approved behind the back.
    let wrap = ChainStep(
      operation: .wrap, venue: desk.place.chain, token: try desk.asset("ETH"), amount: amount)
    _ = try await ledger.run([wrap], number: 2)
    let weth = ChainStep(
      operation: .supply, venue: aave, token: try desk.asset("WETH"), amount: amount)
    let refused = try await ledger.run([weth], number: 3)
    guard case .refused = refused.outcome else {
      Issue.record("\(refused.outcome)")
      return
    }
    await desk.account.stop()
  }
}

/// What a permit may say, judged on the typed data themselves.
@Suite struct PermitPolicyTests {
  private static let token = "0x00000000000000000000000000000000000000A1"
  private static let spender = "0x00000000000000000000000000000000000000b2"
  private static let owner = "0x00000000000000000000000000000000000000C3"

  private static func permit(_ change: (from: String, to: String)) throws -> JSONNode {
    let text = """
      {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},
      {"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
      "Permit":[{"name":"owner","type":"address"},{"name":"spender","type":"address"},
      {"name":"value","type":"uint256"},{"name":"nonce","type":"uint256"},
      {"name":"deadline","type":"uint256"}]},"primaryType":"Permit",
      "domain":{"name":"T","version":"1","chainId":"1","verifyingContract":"\(token)"},
      "message":{"owner":"\(owner)","spender":"\(spender)","value":"500","nonce":"7",
      "deadline":"2000"}}
      """
    return try JSONNode(parsing: text.replacingOccurrences(change.from, change.to))
  }

  @Test(arguments: [
    ("", "", ""), (#""value":"500""#, #""value":"501""#, "amount"),
    (#""deadline":"2000""#, #""deadline":"9000""#, "deadline"),
    (#""chainId":"1""#, #""chainId":"5""#, "chainID"),
    (#""spender":"\#(Self.spender)""#, #""spender":"\#(Self.token)""#, "spender"),
    (#""owner":"\#(Self.owner)""#, #""owner":"\#(Self.token)""#, "owner"),
    (#""verifyingContract":"\#(Self.token)""#, #""verifyingContract":"\#(Self.owner)""#, "token"),
    (#"{"name":"value","type":"uint256"}"#, #"{"name":"value","type":"uint160"}"#, "permit"),
  ])
  func onlyTheDesksOwn(_ from: String, _ to: String, _ rule: String) throws {
    let owner = try #require(Address(Self.owner))
    let token = try #require(Address(Self.token))
    let policy = CallPolicy(
      chainID: 1, wallet: owner, maximumTotalFee: 1, maximumFeePerGas: 1,
      spendCaps: [token: 500], tokens: [token],
      spenders: [try #require(Address(Self.spender))], rules: [])
    let node = try Self.permit((from, to))
    if rule.isEmpty {
      try policy.check(permit: node, at: 1_000)
    } else {
      #expect {
        try policy.check(permit: node, at: 1_000)
      } throws: { ($0 as? PolicyViolation)?.rule.contains(rule) ?? false }
    }
  }
}

extension String {
  /// The text with one part replaced; the same text for an empty part.
  fileprivate func replacingOccurrences(_ part: String, _ other: String) -> String {
    part.isEmpty
      ? self
      : split(separator: part, omittingEmptySubsequences: false)
        .joined(separator: other)
  }
}
