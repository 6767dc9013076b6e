import FixedPoint
import Foundation
import JSON
import TestSupport
import Testing

extension LiveOperationTests {
  /// The account's code on the chain.
  private static func code(_ rig: LiveRig, _ account: Int) throws -> String {
    let answer = try rig.chain.ask(
      "eth_getCode", "\"\(rig.address(account))\",\"latest\"")
    return answer.text ?? ""
  }

  /// The kinds of an account's transactions, in the order of its nonces.
  private static func kinds(_ rig: LiveRig, _ account: Int) throws -> [String] {
    let head = try #require(try rig.chain.ask("eth_blockNumber").text)
    let last = try #require(UInt64(head.dropFirst(2), radix: 16))
    var kinds: [String] = []
    for number in (last > 60 ? last - 60 : 0)...last {
      let block = try rig.chain.ask(
        "eth_getBlockByNumber", "\"0x\(String(number, radix: 16))\",true")
      for transaction in block["transactions"]?.elements ?? []
      where transaction["from"]?.text?.lowercased() == rig.address(account).lowercased() {
        kinds.append(transaction["type"]?.text ?? "")
      }
    }
    return kinds
  }

  @Test func fourfoldLeverageByADelegatedAccount() throws {
    let (rig, account) = (try Self.rig(), 9)
    let pin = try LiveGroupTests.deploy(rig, account: account, use: "delegate")
    let config = try rig.configure(account: account, policy: pin)
    let size = try LiveGroupTests.object(
      try VenuesBinary.run([
        "eth", "flash-size", "10000000000000000000", "4", "--set", "thresholdBps=9500", "--json",
      ]).output)
    let (loan, all, debt) = (
      try LiveGroupTests.ether(size, "amount"), try LiveGroupTests.ether(size, "collateral"),
      try LiveGroupTests.ether(size, "debt")
    )
    // One group more than a contract of the desk's could do: the pool keeps the category by caller.
    func opening(_ health: String) -> String {
      #""atomic":true,"steps":[{"op":"flash","protocol":"aave_v3","token":"WETH","amount":"\#(loan)"},"#
        + #"{"op":"setEMode","protocol":"aave_v3","category":1},"#
        + #"{"op":"unwrap","token":"WETH","amount":"\#(loan)"},"#
        + #"{"op":"stake","protocol":"lido","token":"ETH","amount":"\#(all)","receive":"wstETH"},"#
        + #"{"op":"supply","protocol":"aave_v3","token":"wstETH","amount":"max"},"#
        + #"{"op":"borrow","protocol":"aave_v3","token":"WETH","amount":"\#(debt)"}],"#
        + #""require":{"healthFactorMin":"\#(health)"}"#
    }
    // Too much is asked: the delegation stands, and nothing else was sent.
    let refused = try rig.execute("safe", opening("2"), config: config)
    #expect(refused.code != 0 && refused.output.contains("health"), "\(refused.output)")
    #expect(try rig.balance("vdebt_weth", of: account) == .zero)
    try Self.pass(rig, "open", opening("1.2"), config: config)
    let owed = try rig.balance("vdebt_weth", of: account)
    let wanted = try #require((size["debt"] as? String).flatMap { UInt256($0) })
    #expect(owed >= wanted && owed < wanted + wanted / 1_000_000)
    try rig.compareBooks("live.journal", account: account)
    // The executor's creation, the delegation, the group.
    #expect(try Self.kinds(rig, account) == ["0x2", "0x4", "0x2"])
    let executor = pin.split(separator: "\"")[1].dropFirst(2).lowercased()
    #expect(try Self.code(rig, account).lowercased() == "0xef0100" + executor)

    let cover = try #require((owed + owed / 5_000).decimal(decimals: 18, rounding: .floor))
    let closing =
      #""atomic":true,"steps":[{"op":"flash","protocol":"aave_v3","token":"WETH","amount":"\#(cover)"},"#
      + #"{"op":"repay","protocol":"aave_v3","token":"WETH","amount":"max"},"#
      + #"{"op":"withdraw","protocol":"aave_v3","token":"wstETH","amount":"max"},"#
      + #"{"op":"swap","protocol":"uniswap_v3","token":"wstETH","receive":"WETH","amount":"max","#
      + #""minReceived":"35","feeTier":100}]"#
    try Self.pass(rig, "close", closing, config: config)
    #expect(try rig.balance("vdebt_weth", of: account) == .zero)
    try rig.compareBooks("live.journal", account: account)
    #expect(try Self.kinds(rig, account) == ["0x2", "0x4", "0x2", "0x2"])
  }
}
