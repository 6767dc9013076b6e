import FixedPoint
import Simulation
import Testing
import TradingModel

/// What the chain itself refuses of Aave's e-mode: category 1 holds WETH and weETH at 93 % loan to
/// value and 95 % threshold, outside of it weETH counts 77.5 % and 80 %.
struct EModeTests {
  private static var withDollars: Catalog {
    var catalog = Desk.catalog
    catalog.reserves.append(
      LendingReserve(
        venue: Desk.aave, asset: Desk.usdt, supplyTokenSymbol: "a", debtTokenSymbol: "debt",
        loanToValue: Desk.rate("0.75"), liquidationThreshold: Desk.rate("0.78"),
        liquidationBonus: Desk.rate("0.045"), reserveFactor: Desk.rate("0.1"),
        supplyCap: nil, borrowCap: nil, eModeCategory: 0))
    return catalog
  }

  /// 10 weETH of 1.05 ETH as collateral: 10.5 ETH or 31,500 USDT.
  private func desk() throws -> Desk {
    var desk = Desk(catalog: Self.withDollars)
    try desk.hold(Desk.wallet, Desk.eth, "100")
    desk.openChain()
    desk.index(Desk.usdt, "1", "1")
    let result = desk.perform([
      Desk.step(
        .stake, Desk.etherfi, Desk.eth, .exact(Desk.quantity("10.5")), receive: Desk.weeth),
      Desk.step(.supply, Desk.aave, Desk.weeth, .outputOfStep(0)),
    ])
    #expect(result?.outcome == .confirmed)
    return desk
  }

  private func enter(_ category: Int) -> ChainStep {
    Desk.step(.setEMode, Desk.aave, Desk.weeth, .max, category: category)
  }

  private func borrow(_ asset: AssetID, _ amount: String) -> ChainStep {
    Desk.step(.borrow, Desk.aave, asset, .exact(Desk.quantity(amount)))
  }

  @Test func unknownCategoryIsRefused() throws {
    var desk = try desk()
    #expect(
      desk.perform([enter(9)])?.outcome == .reverted(reason: "unknown e-mode category"))
  }

  @Test func borrowingOutsideTheCategoryIsRefused() throws {
    var desk = try desk()
    #expect(desk.perform([enter(1)])?.outcome == .confirmed)
    #expect(
      desk.perform([borrow(Desk.usdt, "1000")])?.outcome
        == .reverted(reason: "USDT is not in the e-mode category"))
    #expect(desk.perform([enter(0), borrow(Desk.usdt, "1000")])?.outcome == .confirmed)
  }

  @Test func aDebtOutsideTheCategoryKeepsItOut() throws {
    var desk = try desk()
    #expect(desk.perform([borrow(Desk.usdt, "1000")])?.outcome == .confirmed)
    #expect(
      desk.perform([enter(1)])?.outcome
        == .reverted(reason: "a debt is not in the e-mode category"))
  }

  /// Outside, 8.3 of 10.5 is 79 %, above 77.5 %. Inside, 9.4 is 89.5 %, below 93 %; left with it,
  /// health would be 10.5 × 0.8 / 9.4 = 0.89. With 9.9 it would be 94.3 %.
  @Test func theDebtItAllowsKeepsItIn() throws {
    var desk = try desk()
    #expect(
      desk.perform([borrow(Desk.weth, "8.3")])?.outcome
        == .reverted(reason: "collateral cannot cover the borrow"))
    #expect(desk.perform([enter(1), borrow(Desk.weth, "9.4")])?.outcome == .confirmed)
    #expect(desk.perform([enter(0)])?.outcome == .reverted(reason: "health factor below one"))
    #expect(
      desk.perform([borrow(Desk.weth, "0.5")])?.outcome
        == .reverted(reason: "collateral cannot cover the borrow"))
  }
}
