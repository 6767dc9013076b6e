import FixedPoint
import Foundation
import TestSupport
import Testing

/// What else live mode does on a chain, by instruction file through the binary; one chain for all.
@Suite(.serialized, .enabled(if: LiveRig.isPresent), .timeLimit(.minutes(10)))
struct LiveOperationTests {
  private static let chain = Result { try ChainRig(arguments: ["--time", "wall"]) }

  static func rig() throws -> LiveRig { try LiveRig(chain.get()) }

  /// Carries an instruction out that must succeed.
  static func pass(
    _ rig: LiveRig, _ id: String, _ body: String, config: String, journal: String = "live.journal"
  ) throws {
    let result = try rig.execute(id, body, config: config, journal: journal)
    try #require(result.code == 0, "\(id): \(result.output) \(result.errors)")
  }

  static func nonce(_ rig: LiveRig, _ account: Int) throws -> String {
    try VenuesBinary.run(["eth", "nonce", rig.address(account), "--rpc", rig.url, "--json"]).output
  }

  @Test func aWithdrawalIsAskedForFinalisedAndClaimed() throws {
    let rig = try Self.rig()
    let account = 1
    let config = try rig.configure(account: account)
    let stake = #""op":"stake","protocol":"lido","token":"ETH","amount":"5","receive":"stETH""#
    let unstake = #""op":"unstake","protocol":"lido","token":"stETH","amount":"2""#
    let claim = #""op":"claim","protocol":"lido","token":"stETH","amount":"max""#
    try Self.pass(rig, "stake", stake, config: config)
    let staked = try rig.balance("steth", of: account)
    try Self.pass(rig, "unstake", unstake, config: config)
    let two: UInt256 = 2_000_000_000_000_000_000
    let left = try rig.balance("steth", of: account)
    // Shares are rounded down: a wei or two stay behind.
    #expect(staked - left <= two && staked - left >= two - 2)
    try rig.compareBooks("live.journal", account: account)

    // Nothing is finalised yet: refused, and no nonce is used.
    let nonce = try Self.nonce(rig, account)
    let early = try rig.execute("early", claim, config: config)
    #expect(early.code == 10 && early.output.contains("finalised"), "\(early.output)")
    #expect(try Self.nonce(rig, account) == nonce)

    try rig.write("operator", rig.key(2))
    let queue = try #require(rig.contracts["withdrawalQueue"])
    let finalize = "0x05261aea" + String(repeating: "0", count: 61) + "3e8"
    let finalized = try VenuesBinary.run([
      "eth", "send", queue, finalize, "--key", "file:\(rig.path("operator"))", "--rpc", rig.url,
      "--chain-id", "31337", "--wait", "30", "--json",
    ])
    #expect(finalized.code == 0, "\(finalized.output)")

    let before = try rig.books("live.journal")["wallet:BaseToken:ETH"]
    try Self.pass(rig, "claim", claim, config: config)
    try rig.compareBooks("live.journal", account: account)
    let after = try rig.books("live.journal")["wallet:BaseToken:ETH"]
    let gained = try #require(before.flatMap { old in after?.subtracting(old) })
    // Two ETH less the claim's gas, and the wei that the queue's rounding kept.
    let least = try #require(Decimal18("1.99"))
    #expect(gained < Decimal18(2) && gained > least, "\(gained)")
    let again = try rig.execute("again", claim, config: config)
    #expect(again.code == 10, "\(again.output)")
  }

  @Test func aQueueThatGivesNoRequestGetsNothing() throws {
    let rig = try Self.rig()
    let config = try rig.configure(account: 4)
    let stake = #""op":"stake","protocol":"lido","token":"ETH","amount":"1","receive":"wstETH""#
    try Self.pass(rig, "stake", stake, config: config)
    let held = try rig.balance("wsteth", of: 4)
    // The rig's queue takes stETH only, and anything else for a payment.
    let unstake = #""op":"unstake","protocol":"lido","token":"wstETH","amount":"0.5""#
    let refused = try rig.execute("unstake", unstake, config: config)
    #expect(refused.code != 0 && refused.output.contains("queue"), "\(refused.output)")
    #expect(try rig.balance("wsteth", of: 4) == held)
    try rig.compareBooks("live.journal", account: 4)
  }
}
