import ChainTransactions
import Ethereum
import FixedPoint
import OnChain
import Protocols
import Testing
import TradingModel
import VenueDefinitions

/// Atomic groups in one transaction, through the desk's own contract.
@Suite(.serialized, .enabled(if: EVMRig.isPresent), .timeLimit(.minutes(5)))
struct GroupTests {
  private static let one = UInt256(1_000_000_000_000_000_000 as UInt64)

  /// Fourfold: the loan that `F = l * E / (1 + premium - l)` gives for the ratio of debt to
  /// collateral that three parts of loan to one of equity make.
  private static func sized(equity: UInt256) throws -> FlashLoan {
    let ratio = UInt256(750_375_000_000_000_000 as UInt64)
    return try FlashLoan(
      equity: equity, loanToValue: ratio, provider: .aaveV3(premium: 5, revision: .v3_2))
  }

  private static func text(_ units: UInt256) throws -> String {
    try #require(units.decimal(decimals: 18, rounding: .floor)).description
  }

  private func opening(_ desk: GroupDesk, _ size: FlashLoan) throws -> [ChainStep] {
    let collateral = try Self.text(size.collateral)
    return [
      try desk.step(.flash, "aave_v3", "WETH", Self.text(size.amount)),
      try desk.step(.unwrap, "ethereum", "WETH", collateral),
      try desk.step(.stake, "lido", "ETH", collateral, receive: "wstETH"),
      try desk.step(.supply, "aave_v3", "wstETH", "max"),
      try desk.step(.borrow, "aave_v3", "WETH", Self.text(size.debt)),
    ]
  }

  @Test func fourfoldLeverageIsOneTransactionEachWay() async throws {
    var desk = try await GroupDesk(account: 4)
    let size = try Self.sized(equity: Self.one * 10)
    #expect(try size.leverage() >= Self.one * 4 - 1_000)
    try await desk.single(desk.step(.wrap, "ethereum", "ETH", "10"), 1)
    try await desk.single(desk.step(.setEMode, "aave_v3", "WETH", "1", category: 1), 2)
    let steps = try opening(desk, size)

    // A condition that cannot hold: nothing is changed, and what was granted is taken back.
    let refused = try await desk.group(steps, 3, health: "2")
    guard case .reverted(let reason) = refused.outcome else {
      Issue.record("\(refused.outcome)")
      return
    }
    #expect(reason.contains("health factor"), "\(reason)")
    #expect(refused.movements.isEmpty)
    try await desk.ledger.check("refused")
    try await desk.expectEmpty()

    let opened = try await desk.group(steps, 4, health: "1.2")
    #expect(opened.outcome == .confirmed, "\(opened.outcome)")
    try await desk.ledger.check("opened")
    try await desk.expectEmpty()
    let pool = try #require(desk.rig.deployment.contract("aave_v3.pool"))
    let ask = try AavePool.accountData(of: desk.desk.place.account)
    let answer = try await desk.desk.node.call(
      CallRequest(from: desk.desk.place.account, to: pool, data: ask))
    let health = try AavePool.accountData(from: answer).healthFactor
    #expect(health > Self.one * 125 / 100 && health < Self.one * 128 / 100)
    let debtKey = PositionKey(
      venue: try desk.desk.venue("aave_v3"), type: .debtToken, asset: try desk.desk.asset("WETH"))
    let owed = await desk.desk.executor.balances[debtKey]
    #expect(owed >= size.debt && owed <= size.debt + 1)

    // The loan covers the debt and a little interest; it is repaid from what the collateral sells
    // for.
    let loan = try Self.text(owed + owed / 5_000)
    let closed = try await desk.group(
      [
        desk.step(.flash, "aave_v3", "WETH", loan),
        desk.step(.repay, "aave_v3", "WETH", "max"),
        desk.step(.withdraw, "aave_v3", "wstETH", "max"),
        desk.step(
          .swap, "uniswap_v3", "wstETH", "max", receive: "WETH", least: "35", poolFee: "0.0001"),
      ], 5)
    #expect(closed.outcome == .confirmed, "\(closed.outcome)")
    try await desk.ledger.check("closed")
    try await desk.expectEmpty()
    let now = await desk.desk.executor.balances
    #expect(now[debtKey].isZero)
    let back = desk.desk.place.catalog.balanceKey(
      venue: desk.desk.place.wallet, asset: try desk.desk.asset("WETH"))
    #expect(now[back] > Self.one * 9)
    #expect(closed.movements.contains { $0.cause == .fee })
    print(
      "leverage 4x: loan \(size.amount), opened with \(opened.gasUsed) gas, health factor \(health),"
        + " unwound with \(closed.gasUsed) gas, \(now[back]) wei WETH back of \(Self.one * 10)")
    await desk.desk.account.stop()
  }

  @Test func aLoanOfMorphoCostsNothing() async throws {
    var desk = try await GroupDesk(account: 5)
    try await desk.single(desk.step(.wrap, "ethereum", "ETH", "2"), 1)
    let done = try await desk.group(
      [
        desk.step(.flash, "morpho", "WETH", "3"),
        desk.step(.unwrap, "ethereum", "WETH", "max"),
        desk.step(.stake, "etherfi", "ETH", "5", receive: "weETH", least: "4"),
        desk.step(.wrap, "ethereum", "ETH", "3"),
      ], 2)
    #expect(done.outcome == .confirmed, "\(done.outcome)")
    try await desk.ledger.check("morpho")
    try await desk.expectEmpty()
    #expect(done.movements.allSatisfy { $0.cause != .fee })
    await desk.desk.account.stop()
  }

  @Test func whatCannotBePartOfAGroupIsRefused() async throws {
    var desk = try await GroupDesk(account: 6)
    let nonce = try await desk.rig.nonces(desk.desk.place.account).latest
    let groups: [[ChainStep]] = [
      [try desk.step(.approve, "ethereum", "WETH", "1", counterparty: "aave_v3")],
      [try desk.step(.setEMode, "aave_v3", "WETH", "1", category: 1)],
      [
        try desk.step(.flash, "aave_v3", "WETH", "1"), try desk.step(.flash, "morpho", "WETH", "1"),
      ],
      [try desk.step(.borrow, "aave_v3", "WETH", "max")],
      [
        try desk.step(
          .transfer, "ethereum", "USDC", "1",
          counterparty: "0x000000000000000000000000000000000000dEaD")
      ],
    ]
    for (index, steps) in groups.enumerated() {
      let result = try await desk.group(steps, UInt64(index + 1))
      guard case .refused = result.outcome else {
        Issue.record("\(index): \(result.outcome)")
        continue
      }
    }
    #expect(try await desk.rig.nonces(desk.desk.place.account).latest == nonce)
    #expect(desk.desk.store.attempts.isEmpty)
    await desk.desk.account.stop()
  }

  @Test func onlyTheOwnerOnlyThePoliciesCallsAndOnlyThePinnedCode() async throws {
    let desk = try await GroupDesk(account: 7)
    let (owner, thief) = (desk.desk.place.account, desk.rig.accounts[8])
    let (weth, pool) = (
      try desk.token("WETH"), try #require(desk.rig.deployment.contract("aave_v3.pool"))
    )
    let allow = try ERC20.approve(spender: pool, amount: 1)
    let harmless = try DeskExecutor.execute(DeskGroup(calls: [.init(weth, allow)]))
    let callback = try AaveFlashReceiver.interface.call(
      "executeOperation", .address(weth), .uint(1), .uint(0), .address(desk.pin.address),
      .bytes([]))
    // A stranger, the owner himself and the pool without a loan.
    for (from, data, reason) in [
      (thief, harmless, "not the owner"), (owner, callback, "not the pool"),
      (pool, callback, "not the pool"),
    ] {
      let request = CallRequest(from: from, to: desk.pin.address, data: data)
      await #expect(throws: NodeError.reverted(.error(reason))) {
        _ = try await desk.desk.node.call(request)
      }
    }
    // What the policy refuses is refused inside the executor too, and so is what would stay there.
    let steal = try ERC20.interface.call(
      "transferFrom", .address(owner), .address(thief), .uint(1))
    let take = try ERC20.interface.call(
      "transferFrom", .address(owner), .address(desk.pin.address), .uint(1))
    let elsewhere = try AavePool.supply(asset: weth, amount: 1, onBehalfOf: desk.pin.address)
    let calls: [DeskGroup.Call] = [
      .init(weth, try ERC20.approve(spender: thief, amount: 1)),
      .init(weth, try ERC20.transfer(to: thief, amount: 1)), .init(weth, steal),
      .init(weth, take), .init(weth, allow), .init(pool, elsewhere), .init(thief, [1, 2, 3, 4]),
      .init(thief, value: 1, []),
    ]
    for (number, call) in calls.enumerated() {
      let data = try DeskExecutor.execute(DeskGroup(calls: [call]))
      let planned = PlannedCall(to: desk.pin.address, data: data)
      await #expect(throws: CallFailure.self) {
        _ = try await desk.desk.account.execute(planned, as: ActionID(UInt64(number + 1)))
      }
    }
    #expect(desk.desk.store.attempts.isEmpty)
    await desk.desk.account.stop()

    var wrong = desk.pin
    wrong.codeHash = Keccak256.hash([1])
    let other = try await ChainDesk(desk.rig, account: 7, pinned: wrong)
    let conditions = DeskGroup.Conditions(
      swept: [weth], allowances: [.init(weth, to: pool)])
    let allowed = try DeskExecutor.execute(
      DeskGroup(calls: [.init(weth, allow)], conditions: conditions))
    let planned = PlannedCall(to: desk.pin.address, data: allowed)
    do {
      _ = try await other.account.execute(planned, as: ActionID(1))
      Issue.record("code that is not pinned was called")
    } catch CallFailure.refused(let reason) {
      #expect(reason.contains("executor code"), "\(reason)")
    }
    #expect(other.store.attempts.isEmpty)
    await other.account.stop()
  }
}
