import Ethereum
import FixedPoint
import OnChain
import Protocols
import Testing
import TradingModel
import Transport
import VenueDefinitions

/// The operations on a real EVM: what is told equals the contracts' own views to the wei.
@Suite(.serialized, .enabled(if: EVMRig.isPresent), .timeLimit(.minutes(5)))
struct RigTests {
  @Test func operationsAreToldToTheWei() async throws {
    let rig = try await SharedRig.main.rig()
    let desk = try await ChainDesk(rig, account: 1)
    var ledger = DeskLedger(desk)
    await ledger.open()
    for (index, step) in try steps(desk).enumerated() {
      let result = try await ledger.run([step], number: UInt64(index + 1))
      #expect(result.outcome == .confirmed, "\(step.operation): \(result.outcome)")
      try await ledger.check("\(step.operation)")
    }
    await desk.account.stop()
  }

  private func steps(_ desk: ChainDesk) throws -> [ChainStep] {
    let eth = try desk.asset("ETH")
    let weth = try desk.asset("WETH")
    let usdc = try desk.asset("USDC")
    let (aave, uniswap) = (try desk.venue("aave_v3"), try desk.venue("uniswap_v3"))
    let (lido, etherfi) = (try desk.venue("lido"), try desk.venue("etherfi"))
    let chain = desk.place.chain
    func step(
      _ operation: ChainOperation, _ venue: VenueID, _ token: AssetID, _ amount: String,
      receive: AssetID? = nil, poolFee: String? = nil, category: Int? = nil,
      counterparty: String? = nil
    ) throws -> ChainStep {
      ChainStep(
        operation: operation, venue: venue, token: token,
        amount: amount == "max" ? .max : .exact(try #require(Quantity(amount))),
        receive: receive, poolFee: poolFee.flatMap { Rate($0) }, category: category,
        counterparty: counterparty)
    }
    let wstETH = try desk.asset("wstETH")
    let weETH = try desk.asset("weETH")
    return [
      try step(.wrap, chain, eth, "10"),
      try step(.approve, chain, weth, "3", counterparty: "aave_v3"),
      try step(.supply, aave, weth, "5"),
      try step(.borrow, aave, usdc, "1000"),
      try step(.swap, uniswap, usdc, "250.5", receive: weth, poolFee: "0.0005"),
      try step(.swap, uniswap, usdc, "300", receive: eth, poolFee: "0.003"),
      try step(.repay, aave, usdc, "400"),
      try step(.repay, aave, usdc, "max"),
      try step(.withdraw, aave, weth, "1.25"),
      try step(.setEMode, aave, weth, "1", category: 1),
      try step(.withdraw, aave, weth, "max"),
      try step(.stake, lido, eth, "2", receive: wstETH),
      try step(.stake, etherfi, eth, "1.5", receive: weETH),
      try step(.unwrap, lido, wstETH, "0.5"),
      try step(.unwrap, chain, weth, "max"),
      try step(.revoke, chain, weth, "1", counterparty: "aave_v3"),
    ]
  }

  @Test func whatCannotWorkIsRefusedBeforeANonceIsUsed() async throws {
    let rig = try await SharedRig.main.rig()
    let desk = try await ChainDesk(rig, account: 2) { options, _ in
      options.minimumHealthFactor = 1_500_000_000_000_000_000
    }
    let (weth, aave) = (try desk.asset("WETH"), try desk.venue("aave_v3"))
    func run(_ step: ChainStep, _ number: UInt64) async throws -> ChainResult.Outcome {
      try await desk.executor.perform(
        ChainTransaction(
          id: ActionID(number), chain: desk.place.chain, wallet: desk.place.wallet, steps: [step],
          isAtomic: false)
      ).outcome
    }
    let amount = ChainAmount.exact(try #require(Quantity("1")))
    let before = try await desk.node.nonce(of: desk.place.account)
    let outcomes = [
      try await run(ChainStep(operation: .withdraw, venue: aave, token: weth, amount: amount), 1),
      try await run(ChainStep(operation: .borrow, venue: aave, token: weth, amount: amount), 2),
      try await run(
        ChainStep(
          operation: .transfer, venue: desk.place.chain, token: weth, amount: amount,
          counterparty: "0x000000000000000000000000000000000000dEaD"), 3),
      try await run(
        ChainStep(operation: .flash, venue: aave, token: weth, amount: amount), 4),
    ]
    for outcome in outcomes {
      guard case .refused = outcome else {
        Issue.record("\(outcome)")
        continue
      }
    }
    #expect(try await desk.node.nonce(of: desk.place.account) == before)
    #expect(desk.store.attempts.isEmpty)
    await desk.account.stop()
  }
}
