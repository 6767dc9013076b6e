import FixedPoint
import Simulation
import Testing
import TradingModel

/// Slippage by venue, instrument and size: 5, 7 and 13 bps up to 10,000, 100,000 and 1,000,000.
struct ExecutionCostTests {
  private func rows(_ place: ExecutionCost.Place, _ points: [String]) -> [ExecutionCost] {
    // Out of order on purpose.
    zip([1_000_000, 10_000, 100_000], [points[2], points[0], points[1]]).map {
      ExecutionCost(place: place, notional: Money($0), rate: Desk.rate($1))
    }
  }

  private func desk() throws -> Desk {
    var options = SimulationOptions()
    options.slippage = Desk.rate("0.001")
    options.swapSlippage = Desk.rate("0.01")
    options.costs =
      rows(.instrument(Desk.spot), ["0.0005", "0.0007", "0.0013"])
      + rows(.pool(Desk.uniswap, Desk.usdt, Desk.weth), ["0.002", "0.0024", "0.0035"])
    var desk = Desk(options)
    try desk.hold(Desk.binance, Desk.usdt, "9000000")
    try desk.hold(Desk.binance, Desk.eth, "5000")
    return desk
  }

  /// Last price 2500; the price moves by the row of the order's own value.
  @Test(arguments: [
    // 2500 × 1.0005
    (Side.buy, "1", "2501.25"),
    // 4 × 2500 = 10,000 is still the first row.
    (.buy, "4", "2501.25"),
    // 10,002.5 is the second: 2500 × 1.0007
    (.buy, "4.001", "2501.75"),
    (.buy, "40", "2501.75"),
    // 250,000: 2500 × 1.0013
    (.buy, "100", "2503.25"),
    // Beyond the last row the last holds: 2500 × 0.9987
    (.sell, "1000", "2496.75"),
  ])
  func sizeDecides(_ side: Side, _ amount: String, _ price: String) throws {
    var desk = try desk()
    desk.bar(Desk.spot, "2500", "2500", "2500", "2500")
    let events = desk.send(Desk.spot, side, .market, amount).map(brief)
    #expect(events == ["accepted", "taker \(amount)@\(price)"])
  }

  /// The shown size has its own price; the value of the whole order decides for the rest:
  /// 4 × 3000.5 = 12,002 is the second row, 3000.5 × 1.0007 = 3002.60035, a tick up 3002.61.
  @Test func shownSizeCostsNothingMore() throws {
    var desk = try desk()
    desk.quote(Desk.spot, "3000", "3000.5", size: "2")
    #expect(
      desk.send(Desk.spot, .buy, .market, "4").map(brief) == [
        "accepted", "taker 2@3000.5", "taker 2@3002.61",
      ])
  }

  @Test func placesWithoutARowKeepTheFlatSlippage() throws {
    var desk = try desk()
    desk.bar(Desk.perp, "3000", "3000", "3000", "3000")
    #expect(desk.send(Desk.perp, .buy, .market, "1").map(brief) == ["accepted", "taker 1@3003"])
  }

  /// WETH at 3000, pool fee 0.3 %. One WETH (3,000): 3000 × 0.997 × 0.998 = 2985.018. Ten (30,000):
  /// 30000 × 0.997 × 0.9976 = 29838.216.
  @Test(arguments: [("1", "2985.018"), ("10", "29838.216")])
  func swapsPayByTheirValue(_ amount: String, _ received: String) throws {
    var desk = try desk()
    try desk.hold(Desk.wallet, Desk.eth, "20")
    desk.openChain()
    let result = desk.perform([
      Desk.step(.wrap, Desk.ethereum, Desk.eth, .exact(Desk.quantity(amount))),
      Desk.step(.swap, Desk.uniswap, Desk.weth, .outputOfStep(0), receive: Desk.usdt),
    ])
    #expect(result?.outcome == .confirmed)
    #expect(desk.amount(Desk.wallet, Desk.usdt) == received)
  }
}
