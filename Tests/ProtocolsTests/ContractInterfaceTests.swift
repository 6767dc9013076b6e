import Ethereum
import FixedPoint
import JSON
import Protocols
import Testing

/// The files of `abi/` and the calls made from them.
@Suite struct ContractInterfaceTests {
  private static let names = EmbeddedABI.all.map(\.name)

  private func contract(_ name: String) throws -> ABIContract {
    let text = try #require(EmbeddedABI.all.first { $0.name == name }).json
    return try ABIContract(JSONNode(parsing: text))
  }

  @Test(arguments: names)
  func everyFileIsAnInterface(_ name: String) throws {
    let contract = try contract(name)
    #expect(!contract.functions.isEmpty)
    for function in contract.functions {
      #expect(function.selector == FunctionSelector(signature: function.signature))
    }
    for event in contract.events {
      #expect(event.topic == Keccak256.hash(utf8: event.signature))
    }
    let signatures = contract.functions.map(\.signature)
    #expect(Set(signatures).count == signatures.count, "\(name) lists a function twice")
  }

  /// Selectors as published with the contracts, so that a wrong signature in a file is found.
  @Test(arguments: [
    ("erc20", "transfer", "0xa9059cbb"), ("erc20", "approve", "0x095ea7b3"),
    ("erc20", "permit", "0xd505accf"), ("weth9", "deposit", "0xd0e30db0"),
    ("weth9", "withdraw", "0x2e1a7d4d"), ("aave_v3_pool", "supply", "0x617ba037"),
    ("aave_v3_pool", "supplyWithPermit", "0x02c205f0"),
    ("aave_v3_pool", "withdraw", "0x69328dec"), ("aave_v3_pool", "borrow", "0xa415bcad"),
    ("aave_v3_pool", "repay", "0x573ade81"), ("aave_v3_pool", "setUserEMode", "0x28530a47"),
    ("aave_v3_pool", "flashLoanSimple", "0x42b0b77c"),
    ("aave_v3_pool", "getReserveData", "0x35ea6a75"),
    ("aave_v3_token", "approveDelegation", "0xc04a8a10"),
    ("lido_steth", "submit", "0xa1903eab"), ("lido_wsteth", "wrap", "0xea598cb0"),
    ("lido_withdrawal_queue", "requestWithdrawals", "0xd6681042"),
    ("uniswap_v3_router02", "exactInputSingle", "0x04e45aaf"),
    ("uniswap_v3_quoter_v2", "quoteExactInputSingle", "0xc6a5026a"),
    ("morpho_blue", "borrow", "0x50d8cd4b"), ("balancer_vault", "flashLoan", "0x5c38449e"),
    ("erc4626", "deposit", "0x6e553f65"), ("susde", "cooldownShares", "0x9343d9e1"),
    ("chainlink_feed", "latestRoundData", "0xfeaf968c"),
    ("multicall3", "aggregate3", "0x82ad56cb"), ("permit2", "approve", "0x87517c45"),
    ("curve_pool", "exchange", "0x3df02124"),
  ])
  func publishedSelectors(_ file: String, _ function: String, _ selector: String) throws {
    #expect(try contract(file).function(function)?.selector.description == selector)
  }

  /// Every function and event of the shared list that a file declares has the listed hash, and the
  /// listed signature is declared somewhere.
  @Test(.enabled(if: VectorFile.isPresent))
  func sharedSelectorsAgree() throws {
    var known: [String: String] = [:]
    for entry in EmbeddedABI.all {
      let contract = try ABIContract(JSONNode(parsing: entry.json))
      for function in contract.functions {
        known[function.signature] = function.selector.description
      }
      for event in contract.events { known[event.signature] = event.topic.description }
    }
    var agreed = 0
    for example in try VectorFile.cases("selectors") {
      let name = try example.text(example.has("canonical") ? "canonical" : "name")
      guard let ours = known[name] else { continue }
      let expected = try example.text(example.has("selector") ? "selector" : "topic0")
      #expect(ours == expected, "\(name)")
      agreed += 1
    }
    #expect(agreed > 150)
  }

  @Test func callsAreTheContractsBytes() throws {
    let asset = try #require(Address("0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2"))
    let account = try #require(Address("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"))
    let supply = try AavePool.supply(asset: asset, amount: 1_000, onBehalfOf: account)
    #expect(
      Hex.encode(supply)
        == "0x617ba037000000000000000000000000c02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
        + "00000000000000000000000000000000000000000000000000000000000003e8"
        + "000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266"
        + String(repeating: "0", count: 64))
    let approval = try ERC20.approve(spender: account, amount: 5)
    let decoded = try ERC20.interface.function("approve").decodeCall(approval)
    #expect(decoded == [.address(account), .uint(5)])
  }

  /// USDT refuses to change a non-zero allowance: it is set to zero first, and only when needed.
  @Test func approvalsOfTokensThatResetFirst() throws {
    let spender = Address.zero
    func count(_ amount: UInt256, _ current: UInt256, _ resets: Bool) throws -> Int {
      try ERC20.approvals(
        spender: spender, amount: amount, current: current, resetsFirst: resets
      ).count
    }
    #expect(try count(10, 10, true) == 0)
    #expect(try count(10, 0, true) == 1)
    #expect(try count(10, 3, true) == 2)
    #expect(try count(10, 3, false) == 1)
    #expect(ERC20.succeeded([]))
    #expect(ERC20.succeeded(UInt256.one.bigEndianBytes()))
    #expect(!ERC20.succeeded(UInt256.zero.bigEndianBytes()))
    #expect(!ERC20.succeeded([1]))
  }

  @Test func multicallResultsAreMatchedAndCounted() throws {
    let calls = try Multicall3.aggregate([(.zero, [1, 2]), (.zero, [])])
    #expect(FunctionSelector(startOf: calls)?.description == "0x82ad56cb")
    let types = try Multicall3.interface.function("aggregate3").outputs.map(\.type)
    let answer = try ABI.encode(
      types,
      [.array([.tuple([.bool(true), .bytes([7])]), .tuple([.bool(false), .bytes([])])])])
    #expect(try Multicall3.results(answer, count: 2) == [[7], nil])
    #expect(throws: ABIError.self) { try Multicall3.results(answer, count: 3) }
    #expect(throws: ABIError.self) { try Multicall3.results([], count: 0) }
  }
}
