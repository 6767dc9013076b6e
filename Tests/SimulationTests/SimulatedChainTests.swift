import FixedPoint
import Simulation
import Testing
import TradingModel

struct SimulatedChainTests {
  private func amount(_ text: String) -> ChainAmount { .exact(Desk.quantity(text)) }

  private func desk() throws -> Desk {
    var desk = Desk()
    try desk.hold(Desk.wallet, Desk.eth, "100")
    desk.openChain()
    return desk
  }

  @Test func unknownGasPriceIsRefused() throws {
    var desk = Desk()
    try desk.hold(Desk.wallet, Desk.eth, "1")
    let result = desk.perform([Desk.step(.wrap, Desk.ethereum, Desk.eth, .max)])
    #expect(result?.outcome == .refused(reason: "gas price unknown"))
    #expect(desk.amount(Desk.wallet, Desk.eth) == "1")
  }

  @Test func stakeAndSupplyAtProtocolRates() throws {
    var desk = try desk()
    let result = desk.perform(
      [
        Desk.step(.stake, Desk.etherfi, Desk.eth, amount("10.5"), receive: Desk.weeth),
        Desk.step(.supply, Desk.aave, Desk.weeth, .outputOfStep(0)),
      ], atomic: false)
    #expect(result?.outcome == .confirmed)
    #expect(result?.received.first??.amount == Desk.quantity("10"))
    #expect(result?.gasPaid == Desk.quantity("0.002"))
    #expect(desk.amount(Desk.wallet, Desk.eth) == "89.498")
    let supplied = Desk.quantity(desk.amount(Desk.aave, Desk.weeth, .aToken))
    #expect((supplied - Desk.quantity("10")).magnitude <= Quantity(Decimal18(mantissa: 2)))
    #expect(desk.events.last?.time == desk.now.advanced(by: .seconds(144)))
    desk.events = []
    desk.index(Desk.weeth, "1.21", "1.2")
    #expect(desk.events.map { brief($0.event) } == ["interest"])
    let grown = Desk.quantity(desk.amount(Desk.aave, Desk.weeth, .aToken))
    #expect((grown - Desk.quantity("11")).magnitude <= Quantity(Decimal18(mantissa: 2)))
  }

  @Test func openingCountsAtTheFirstIndexSeen() throws {
    var desk = Desk()
    let key = PositionKey(venue: Desk.aave, type: .aToken, asset: Desk.weth)
    try desk.world.open([Movement(key: key, amount: Desk.quantity("10"), cause: .opening)])
    desk.index(Desk.weth, "1.1", "1.2")
    let taken = Desk.quantity(desk.amount(Desk.aave, Desk.weth, .aToken))
    #expect((taken - Desk.quantity("10")).magnitude <= Quantity(Decimal18(mantissa: 1)))
    desk.index(Desk.weth, "2.2", "1.2")
    #expect(desk.amount(Desk.aave, Desk.weth, .aToken).hasPrefix("20"))
  }

  @Test func borrowingIsLimitedByLoanToValue() throws {
    var desk = try desk()
    desk.perform([
      Desk.step(.wrap, Desk.ethereum, Desk.eth, amount("10")),
      Desk.step(.supply, Desk.aave, Desk.weth, .outputOfStep(0)),
    ])
    let tooMuch = desk.perform([Desk.step(.borrow, Desk.aave, Desk.weth, amount("8.1"))])
    #expect(tooMuch?.outcome == .reverted(reason: "collateral cannot cover the borrow"))
    #expect(
      desk.perform([Desk.step(.borrow, Desk.aave, Desk.weth, amount("7.9"))])?.outcome
        == .confirmed)
    let withdrawal = desk.perform([Desk.step(.withdraw, Desk.aave, Desk.weth, amount("1"))])
    #expect(withdrawal?.outcome == .reverted(reason: "health factor below one"))
    #expect(
      desk.perform([Desk.step(.repay, Desk.aave, Desk.weth, .max)])?.outcome
        == .reverted(reason: "insufficient WETH balance"))
  }

  /// Own 10 ETH, flash 30, supply 40 ETH worth of weETH, borrow the loan back: 4×.
  private func loop(_ borrowed: String) -> [ChainStep] {
    [
      Desk.step(.flash, Desk.morpho, Desk.weth, amount("30")),
      Desk.step(.unwrap, Desk.ethereum, Desk.weth, .outputOfStep(0)),
      Desk.step(.stake, Desk.etherfi, Desk.eth, amount("40"), receive: Desk.weeth),
      Desk.step(.supply, Desk.aave, Desk.weeth, .outputOfStep(2)),
      Desk.step(.setEMode, Desk.aave, Desk.weeth, .max, category: 1),
      Desk.step(.borrow, Desk.aave, Desk.weth, amount(borrowed)),
    ]
  }

  @Test func flashLoopOpensFourfold() throws {
    var desk = try desk()
    let result = desk.perform(loop("30"), health: "1.2")
    #expect(result?.outcome == .confirmed)
    #expect(desk.amount(Desk.aave, Desk.weth, .debtToken).hasPrefix("30"))
    #expect(desk.amount(Desk.aave, Desk.weeth, .aToken).hasPrefix("38.09"))
    #expect(desk.amount(Desk.wallet, Desk.weth) == "0")
    #expect(desk.amount(Desk.wallet, Desk.eth) == "89.994")
  }

  @Test(arguments: [("29.9", String?.none), ("30", "1.5")])
  func failedGroupLeavesEverythingButGas(_ borrowed: String, _ health: String?) throws {
    var desk = try desk()
    var before = desk.world.balances().map(\.amount)
    let result = desk.perform(loop(borrowed), health: health)
    guard case .reverted? = result?.outcome else {
      Issue.record("not reverted")
      return
    }
    #expect(result?.movements.isEmpty == true)
    before[0] -= try #require(result?.gasPaid)
    #expect(desk.world.balances().map(\.amount) == before)
  }

  @Test func stepwiseFailureKeepsTheStepsBefore() throws {
    var desk = try desk()
    let result = desk.perform(
      [
        Desk.step(.wrap, Desk.ethereum, Desk.eth, amount("5")),
        Desk.step(.supply, Desk.aave, Desk.weth, amount("6")),
      ], atomic: false)
    #expect(result?.outcome == .reverted(reason: "step 1: insufficient WETH balance"))
    #expect(desk.amount(Desk.wallet, Desk.weth) == "5")
  }

  @Test func swapChargesThePoolAndKeepsTheMinimum() throws {
    var desk = try desk()
    let steps = [
      Desk.step(.wrap, Desk.ethereum, Desk.eth, amount("1")),
      Desk.step(
        .swap, Desk.uniswap, Desk.weth, .outputOfStep(0), receive: Desk.usdt, least: "2991"),
    ]
    #expect(desk.perform(steps)?.outcome == .confirmed)
    #expect(desk.amount(Desk.wallet, Desk.usdt) == "2991")
    var strict = steps
    strict[1].minimumReceived = Desk.quantity("2991.01")
    #expect(
      desk.perform(strict)?.outcome == .reverted(reason: "received less than the minimum"))
  }

  @Test func unstakingWaitsInTheQueue() throws {
    var desk = try desk()
    desk.perform([
      Desk.step(.stake, Desk.etherfi, Desk.eth, amount("10.5")),
      Desk.step(.unstake, Desk.etherfi, Desk.weeth, .outputOfStep(0)),
    ])
    #expect(desk.amount(Desk.etherfi, Desk.eth, .claim) == "10.5")
    let claim = [Desk.step(.claim, Desk.etherfi, Desk.eth, .max)]
    #expect(
      desk.perform(claim)?.outcome == .reverted(reason: "the withdrawal is not finalised"))
    desk.now = desk.now.advanced(by: .hours(168))
    #expect(desk.perform(claim)?.outcome == .confirmed)
    #expect(desk.amount(Desk.etherfi, Desk.eth, .claim) == "0")
  }

  @Test func unsoundAccountIsLiquidated() throws {
    var desk = try desk()
    desk.perform(loop("30"))
    desk.events = []
    desk.see(.conversionRate(Desk.weeth, Desk.rate("0.82")))
    #expect(desk.events.contains { brief($0.event) == "liquidation" })
    #expect(!desk.amount(Desk.aave, Desk.weth, .debtToken).hasPrefix("30"))
  }

  @Test func dryRunChangesNothing() throws {
    let desk = try desk()
    let transaction = ChainTransaction(
      id: ActionID(9), chain: Desk.ethereum, wallet: Desk.wallet, steps: loop("30"),
      isAtomic: true)
    #expect(desk.world.simulate(transaction, at: desk.now).outcome == .confirmed)
    #expect(desk.amount(Desk.wallet, Desk.eth) == "100")
  }
}
