import FixedPoint
import Simulation
import Testing
import TradingModel

/// Isolated positions and margin tables of several tiers, with numbers worked out by hand.
struct MarginTests {
  private static let other = InstrumentID(2)

  /// Two perpetuals alike: initial margin 10 %, maintenance 5 %, taker fee 0.05 %.
  private static var twoPerps: Catalog {
    var catalog = Desk.catalog
    let rules = catalog[Desk.perp]
    catalog.instruments.append(
      Instrument(
        id: other, venue: rules.venue, symbol: "WETH/USDT:USDT", venueSymbol: "WETHUSDT",
        market: .perp, base: Desk.weth, quote: Desk.usdt, settle: Desk.usdt, tick: rules.tick,
        step: rules.step, minimumQuantity: rules.minimumQuantity, maximumQuantity: nil,
        minimumNotional: rules.minimumNotional, contractSize: rules.contractSize,
        makerFee: rules.makerFee, takerFee: rules.takerFee, chargesBuyFeeInBase: false,
        marginTiers: rules.marginTiers, fundingIntervalHours: 8, maximumLeverage: Rate(10)))
    return catalog
  }

  private func size(_ instrument: InstrumentID, _ desk: Desk) -> String {
    let key = PositionKey(perp: instrument, venue: Desk.binance)
    return (desk.world.balances().first { $0.key == key }?.amount ?? .zero).description
  }

  private func desk(_ balance: String) throws -> Desk {
    var desk = Desk(catalog: Self.twoPerps)
    try desk.hold(Desk.binance, Desk.usdt, balance)
    desk.quote(Desk.perp, "3000", "3000")
    desk.quote(Self.other, "3000", "3000")
    return desk
  }

  /// 3 at 3000 set 900 aside. 900 + 3(p − 3000) < 5 % of 3p below p = 8100 / 2.85 = 2842.105…; the
  /// loss is the 900 and no more. 10,000 − fees 4.5 and 1.5 − 900 = 9094.
  @Test func isolatedPositionFallsAlone() throws {
    var desk = try desk("10000")
    desk.send(Desk.perp, .buy, .market, "3", mode: .isolated)
    desk.send(Self.other, .sell, .market, "1")
    desk.see(.mark(Desk.perp, Desk.price("2842.11")))
    #expect(size(Desk.perp, desk) == "3")
    desk.see(.mark(Desk.perp, Desk.price("2842.1")))
    #expect(size(Desk.perp, desk) == "0")
    #expect(size(Self.other, desk) == "-1")
    #expect(desk.amount(Desk.binance, Desk.usdt) == "9094")
  }

  /// Beside 2000 − 6 of fees, 300 are set aside. The cross short of 3 loses 1500 at 3500: 194 are
  /// left against 525 of maintenance, and closing at 3500 × 1.05 = 3675 costs 2025, more than
  /// there is. The insurance fund pays, and the isolated margin stays whole.
  @Test func crossRuinLeavesTheIsolatedPositionAlone() throws {
    var desk = try desk("2000")
    desk.send(Desk.perp, .buy, .market, "1", mode: .isolated)
    desk.send(Self.other, .sell, .market, "3")
    desk.events = []
    desk.see(.mark(Self.other, Desk.price("3500")))
    #expect(desk.events.map { brief($0.event) } == ["taker 3@3675", "insurance fund"])
    #expect(size(Desk.perp, desk) == "1")
    #expect(size(Self.other, desk) == "0")
    #expect(desk.amount(Desk.binance, Desk.usdt) == "300")
  }

  /// 1000 − 4.5 of fee with 900 set aside leave 95.5, which carry 0.3 of the other (90 + 0.45) and
  /// not 0.32 (96 + 0.48); a profit of the isolated position changes nothing in that.
  @Test func isolatedMarginAndProfitBackNothingElse() throws {
    var desk = try desk("1000")
    desk.send(Desk.perp, .buy, .market, "3", mode: .isolated)
    desk.quote(Desk.perp, "3300", "3300")
    #expect(
      desk.send(Self.other, .buy, .market, "0.32").map(brief) == ["rejected insufficient_balance"])
    #expect(desk.send(Self.other, .buy, .market, "0.3").map(brief).last == "taker 0.3@3000")
  }

  /// Closing a third of 900 frees 300: 1000 − 4.5 − 1.5 − 600 = 394 carry 1.3 (390 + 1.95), and 1.4
  /// (420) is too much.
  @Test func closingPartFreesItsShare() throws {
    var desk = try desk("1000")
    desk.send(Desk.perp, .buy, .market, "3", mode: .isolated)
    desk.send(Desk.perp, .sell, .market, "1", reduceOnly: true, mode: .isolated)
    #expect(
      desk.send(Self.other, .buy, .market, "1.4").map(brief) == ["rejected insufficient_balance"])
    #expect(desk.send(Self.other, .buy, .market, "1.3").map(brief).last == "taker 1.3@3000")
  }

  /// Up to 50,000: 5 % initial, 0.4 % maintenance. Above: 10 %, and 5 % less 2,300, which makes the
  /// table continuous: 50,000 × (0.05 − 0.004).
  private static var tiered: Instrument {
    Desk.instrument(
      Desk.perp, .perp,
      tiers: [
        MarginTier(
          notionalFloor: .zero, notionalCap: Money(50_000), initialRate: Desk.rate("0.05"),
          maintenanceRate: Desk.rate("0.004"), maintenanceAmount: .zero),
        MarginTier(
          notionalFloor: Money(50_000), notionalCap: nil, initialRate: Desk.rate("0.1"),
          maintenanceRate: Desk.rate("0.05"), maintenanceAmount: Money(2_300)),
      ])
  }

  @Test(arguments: [
    // 10,050 + 100(p − 1000) < 5 % of 100p − 2,300 below p = 87,650 / 95 = 922.631…
    ("100", "10100", "922.64", "922.63"),
    // 500 + 10(p − 1000) < 0.4 % of 10p below p = 9,500 / 9.96 = 953.815…
    ("10", "505", "953.82", "953.81"),
  ])
  func maintenanceFollowsTheTier(
    _ amount: String, _ balance: String, _ sound: String, _ ruined: String
  ) throws {
    var desk = Desk()
    desk.see(.instrument(Self.tiered))
    try desk.hold(Desk.binance, Desk.usdt, balance)
    desk.quote(Desk.perp, "1000", "1000")
    #expect(desk.send(Desk.perp, .buy, .market, amount).map(brief).first == "accepted")
    desk.see(.mark(Desk.perp, Desk.price(sound)))
    #expect(desk.position == amount)
    desk.see(.mark(Desk.perp, Desk.price(ruined)))
    #expect(desk.position == "0")
  }

  /// 49 at 1000 need 5 %, 2,450 + 24.5 of fee; with 2 more all 51 stand in the second tier, and the
  /// 2 need 10 %: 200 + 1 against 26.5 left of 2,501 and then 201 of 2,675.5.
  @Test(arguments: [("2501", "rejected insufficient_balance"), ("2675.5", "accepted")])
  func addingIsJudgedByTheWholePosition(_ balance: String, _ expected: String) throws {
    var desk = Desk()
    desk.see(.instrument(Self.tiered))
    try desk.hold(Desk.binance, Desk.usdt, balance)
    desk.quote(Desk.perp, "1000", "1000")
    #expect(desk.send(Desk.perp, .buy, .market, "49").map(brief).first == "accepted")
    #expect(desk.send(Desk.perp, .buy, .market, "2").map(brief).first == expected)
  }
}
