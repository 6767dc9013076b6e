import FixedPoint
import Portfolio
import Testing
import TradingModel

@Suite struct PortfolioRiskTests {
  private func lending(_ movements: [Movement], mode: Int = 0) throws -> LendingHealth {
    var portfolio = Desk.portfolio()
    portfolio.observe(.open(Desk.ethSpot, price("3000")), time: noon)
    portfolio.observe(.conversionRate(Desk.weeth, rate("1.05")), time: noon)
    portfolio.setEMode(venue: Desk.aave, category: mode)
    try portfolio.open(movements, sequence: 1, time: noon)
    return try #require(portfolio.risk(time: noon).lending.first)
  }

  private let wethSupply = movement(Desk.balance(Desk.aave, Desk.weth, .aToken), "10", .opening)
  private let usdtDebt = movement(Desk.balance(Desk.aave, Desk.usdt, .debtToken), "15000", .opening)
  private let weethSupply = movement(Desk.balance(Desk.aave, Desk.weeth, .aToken), "100", .opening)
  private let wethDebt = movement(Desk.balance(Desk.aave, Desk.weth, .debtToken), "90", .opening)

  @Test("30,000 of WETH at 0.83 against 15,000 of USDT")
  func standard() throws {
    let health = try lending([wethSupply, usdtDebt])
    #expect(health.healthFactor == rate("1.66"))
    #expect(health.loanToValue == rate("0.5"))
    #expect(health.maximumLoanToValue == rate("0.805"))
    #expect(health.liquidationDistance == rate("0.397590361445783132"))
  }

  @Test("Without debt the health factor is infinite")
  func noDebt() throws {
    let health = try lending([wethSupply])
    #expect(health.healthFactor == nil)
    #expect(health.loanToValue == .zero)
    #expect(health.liquidationDistance == nil)
  }

  @Test("Debt without collateral is liquidatable")
  func noCollateral() throws {
    let health = try lending([usdtDebt])
    #expect(health.healthFactor == .zero)
    #expect(health.liquidationDistance == rate("-1"))
  }

  @Test("E-mode raises the threshold while every debt belongs to the category")
  func eMode() throws {
    let plain = try lending([weethSupply, wethDebt])
    #expect(plain.healthFactor == rate("0.933333333333333333"))
    let mode = try lending([weethSupply, wethDebt], mode: 1)
    #expect(mode.healthFactor == rate("1.108333333333333333"))
    #expect(mode.maximumLoanToValue == rate("0.93"))
    let mixed = try lending([weethSupply, wethDebt, usdtDebt], mode: 1)
    #expect(mixed.healthFactor == rate("0.884210526315789473"))
  }

  @Test(
    "Margin tiers: floors exclusive, caps inclusive, continuous at the border",
    arguments: [
      ("49999.99", "199.99996", "499.9999"), ("50000", "200", "500"),
      ("50000.01", "200.00005", "1000.0002"), ("600000", "2950", "12000"),
      ("600000.01", "2950.0001", "30000.0005"), ("0", "0", "0"),
    ])
  func tiers(notional: String, maintenance: String, initial: String) {
    let instrument = Desk.catalog[Desk.ethPerp]
    #expect(
      MarginTable.maintenanceMargin(money(notional), of: instrument) == money(maintenance))
    #expect(MarginTable.initialMargin(money(notional), of: instrument) == money(initial))
  }

  private func margin(_ side: Side, balance: String, amount: String = "10") throws -> RiskReport {
    var portfolio = Desk.portfolio()
    try portfolio.open(
      [movement(Desk.balance(Desk.binance, Desk.usdt), balance, .opening)], sequence: 1, time: noon)
    portfolio.observe(.mark(Desk.ethPerp, price("3000")), time: noon)
    try portfolio.book(Desk.fill(Desk.ethPerp, side, amount, "3000"), sequence: 2, time: noon)
    return portfolio.risk(time: noon)
  }

  @Test(
    "Margin ratio and liquidation distance of one position",
    arguments: [
      (Side.buy, "0.096385542168674698"), (Side.sell, "0.095617529880478087"),
    ])
  func distance(side: Side, expected: String) throws {
    let health = try #require(try margin(side, balance: "3000").margin.first)
    #expect(health.equity == money("3000"))
    #expect(health.initialMargin == money("300"))
    #expect(health.maintenanceMargin == money("120"))
    #expect(health.marginRatio == rate("0.1"))
    #expect(health.liquidationDistance == rate(expected))
  }

  @Test("A short that grows into the next tier is solved with that tier")
  func tierAtSolution() throws {
    // 48,000 short, 12,000 equity: 12000 - 48000x = 0.005 * 48000(1+x) - 50 at x = 0.2448...
    let health = try #require(try margin(.sell, balance: "12000", amount: "16").margin.first)
    #expect(health.liquidationDistance == rate("0.244817578772802653"))
  }

  @Test("A margin call is below maintenance, not at it")
  func marginCall() throws {
    #expect(try margin(.buy, balance: "120").flags == [])
    #expect(try margin(.buy, balance: "119.99").flags == [.marginCall(Desk.binance)])
  }

  @Test("Stale oracles and deviating pegs of what is held are flagged at their limits")
  func flags() throws {
    var portfolio = Desk.portfolio()
    portfolio.observe(
      .oraclePrice(Desk.eth, quote: Desk.usdt, price("3000"), updatedAt: noon), time: noon)
    portfolio.observe(.conversionRate(Desk.weeth, rate("1")), time: noon)
    portfolio.observe(.marketRate(Desk.weeth, rate("0.99")), time: noon)
    #expect(portfolio.risk(time: later(9_999)).flags == [])
    try portfolio.open(
      [
        movement(Desk.balance(Desk.wallet, Desk.eth), "1", .opening),
        movement(Desk.balance(Desk.etherfi, Desk.weeth, .lst), "1", .opening),
      ], sequence: 1, time: noon)
    #expect(portfolio.risk(time: later(3_600)).flags == [])
    #expect(
      portfolio.risk(time: later(3_601)).flags == [.staleOracle(Desk.eth, age: .seconds(3_601))])
    portfolio.observe(.marketRate(Desk.weeth, rate("0.985")), time: noon)
    #expect(portfolio.risk(time: noon).flags == [.pegDeviation(Desk.weeth, rate("-0.015"))])
  }

  @Test("Exposure looks through wrappers, rates, debts, perpetuals and transit")
  func exposure() throws {
    var portfolio = Desk.portfolio()
    portfolio.observe(.open(Desk.ethSpot, price("3000")), time: noon)
    portfolio.observe(.mark(Desk.ethPerp, price("3000")), time: noon)
    portfolio.observe(.conversionRate(Desk.weeth, rate("1.05")), time: noon)
    try portfolio.open(
      [
        weethSupply, wethDebt,
        movement(Desk.balance(Desk.wallet, Desk.eth, .inTransit), "2", .opening),
        movement(PositionKey(perp: Desk.ethPerp, venue: Desk.binance), "-12", .opening),
      ], sequence: 1, time: noon)
    let eth = try #require(portfolio.exposure().assets.first)
    #expect(eth.long == quantity("107"))
    #expect(eth.short == quantity("102"))
    #expect(eth.value == exact("15000"))
    #expect(portfolio.statement().openingEquity == exact("51000"))
  }
}
