import FixedPoint
import Foundation
import Testing

/// Atomic groups by instruction file through the binary, on a real EVM.
@Suite(.serialized, .enabled(if: LiveRig.isPresent), .timeLimit(.minutes(10)))
struct LiveGroupTests {
  static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  static func ether(_ object: [String: Any], _ name: String) throws -> String {
    let units = try #require((object[name] as? String).flatMap { UInt256($0) })
    return try #require(units.decimal(decimals: 18, rounding: .floor)).description
  }

  /// Creates the executor by the binary and answers the configuration's lines that pin it.
  static func deploy(
    _ rig: LiveRig, account: Int, use: String, hash pinned: String? = nil
  ) throws -> String {
    try rig.write("deployer", rig.key(account))
    let made = try VenuesBinary.run([
      "eth", "deploy-executor", try #require(rig.contracts["aavePool"]),
      try #require(rig.contracts["morphoBlue"]), "--key", "file:\(rig.path("deployer"))", "--rpc",
      rig.url, "--chain-id", "31337", "--wait", "30", "--json",
    ])
    #expect(made.code == 0, "\(made.output) \(made.errors)")
    let answer = try object(made.output)
    let (address, hash) = (
      try #require(answer["address"] as? String), try #require(answer["codeHash"] as? String)
    )
    return #"executor: {address: "\#(address)", codeHash: "\#(pinned ?? hash)", use: \#(use)}"#
  }

  @Test func fourfoldLeverageByInstructionFile() throws {
    let rig = try LiveRig()
    let bare = try rig.configure(account: 5)
    let size = try Self.object(
      try VenuesBinary.run([
        "eth", "flash-size", "10000000000000000000", "4", "--set", "thresholdBps=9500", "--json",
      ]).output)
    let (loan, all, debt) = (
      try Self.ether(size, "amount"), try Self.ether(size, "collateral"),
      try Self.ether(size, "debt")
    )
    func opening(_ condition: String) -> String {
      #""atomic":true,"steps":[{"op":"flash","protocol":"aave_v3","token":"WETH","amount":"\#(loan)"},"#
        + #"{"op":"unwrap","token":"WETH","amount":"\#(all)"},"#
        + #"{"op":"stake","protocol":"lido","token":"ETH","amount":"\#(all)","receive":"wstETH"},"#
        + #"{"op":"supply","protocol":"aave_v3","token":"wstETH","amount":"max"},"#
        + #"{"op":"borrow","protocol":"aave_v3","token":"WETH","amount":"\#(debt)"}]\#(condition)"#
    }
    func least(_ health: String) -> String { #","require":{"healthFactorMin":"\#(health)"}"# }
    let wrap = #""op":"wrap","token":"ETH","amount":"10""#
    let wrapped = try rig.execute("wrap", wrap, config: bare)
    #expect(wrapped.code == 0, "\(wrapped.output) \(wrapped.errors)")
    // Without an executor a group is refused by name.
    let none = try rig.execute("none", opening(least("1.2")), config: bare)
    #expect(none.code == 10 && none.output.contains("executor"), "\(none.code) \(none.output)")

    let pin = try Self.deploy(rig, account: 5, use: "contract")
    // Another code than the pinned one: the doctor stops before anything is signed.
    let wrong = try Self.deploy(
      rig, account: 5, use: "contract", hash: "0x" + String(repeating: "1", count: 64))
    let stopped = try rig.execute(
      "wrong", opening(least("1.2")), config: try rig.configure(account: 5, policy: wrong),
      journal: "wrong.journal")
    #expect(stopped.code == 15 && stopped.output.contains("not the pinned one"), "\(stopped)")
    let config = try rig.configure(account: 5, policy: pin)
    let books = "group.journal"
    // The books know a category from when they began; the health factor rests on it.
    let mode = #""op":"setEMode","protocol":"aave_v3","category":1"#
    let set = try rig.execute("mode", mode, config: config, journal: books)
    #expect(set.code == 0, "\(set.output) \(set.errors)")
    let tooSafe = try rig.execute("safe", opening(least("2")), config: config, journal: books)
    #expect(tooSafe.code != 0, "\(tooSafe.output)")
    #expect(try debtOf(rig) == .zero)

    let opened = try rig.execute("open", opening(least("1.2")), config: config, journal: books)
    #expect(opened.code == 0, "\(opened.output) \(opened.errors)")
    let owed = try debtOf(rig)
    let wanted = try #require((size["debt"] as? String).flatMap { UInt256($0) })
    #expect(owed >= wanted && owed < wanted + wanted / 1_000_000)
    try rig.compareBooks(books, account: 5)

    let cover = try #require((owed + owed / 5_000).decimal(decimals: 18, rounding: .floor))
    let closing =
      #""atomic":true,"steps":[{"op":"flash","protocol":"aave_v3","token":"WETH","amount":"\#(cover)"},"#
      + #"{"op":"repay","protocol":"aave_v3","token":"WETH","amount":"max"},"#
      + #"{"op":"withdraw","protocol":"aave_v3","token":"wstETH","amount":"max"},"#
      + #"{"op":"swap","protocol":"uniswap_v3","token":"wstETH","receive":"WETH","amount":"max","#
      + #""minReceived":"35","feeTier":100}]"#
    let closed = try rig.execute("close", closing, config: config, journal: books)
    #expect(closed.code == 0, "\(closed.output) \(closed.errors)")
    #expect(try debtOf(rig) == .zero)
    try rig.compareBooks(books, account: 5)
  }

  private func debtOf(_ rig: LiveRig) throws -> UInt256 {
    let holder = String(repeating: "0", count: 24) + rig.address(5).dropFirst(2).lowercased()
    let token = try #require(rig.contracts["vdebt_weth"])
    return try #require(UInt256("0x" + rig.view(token, "0x70a08231" + holder)))
  }
}
