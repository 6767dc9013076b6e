import FixedPoint
import Portfolio
import Simulation
import TestSupport
import Testing
import TradingModel

/// The portfolio's margin of isolated positions against what the exchange does to them.
struct IsolatedRiskTests {
  private func desk(_ balance: String) throws -> (Desk, Portfolio) {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, balance)
    desk.quote(Desk.perp, "3000", "3000")
    var books = Portfolio(catalog: Desk.catalog, reportingCurrency: Desk.usdt)
    try books.open(
      [
        Movement(
          key: PositionKey(venue: Desk.binance, asset: Desk.usdt),
          amount: Desk.quantity(balance), cause: .opening)
      ], sequence: 0, time: desk.now)
    return (desk, books)
  }

  /// Books every fill since the last time and takes over the mark.
  private func follow(_ desk: inout Desk, _ books: inout Portfolio, mark: String) throws {
    for event in desk.events {
      if case .fill(let fill) = event.event {
        try books.book(fill, sequence: 1, time: desk.now)
      }
    }
    desk.events = []
    books.observe(.mark(Desk.perp, Desk.price(mark)), time: desk.now)
  }

  private func margin(_ books: Portfolio, _ desk: Desk) throws -> MarginHealth {
    let margins = RiskModel.report(of: books, time: desk.now).margin
    #expect(margins.count == 1)
    return try #require(margins.first)
  }

  /// 3 at 3000 set 900 aside: a ratio of a tenth, whatever else the account holds, and liquidation
  /// where 900 − 3·3000·x = 5 % of 3·3000·(1 ∓ x).
  @Test(arguments: [(Side.buy, "1000"), (.buy, "1000000"), (.sell, "1000"), (.sell, "1000000")])
  func theDistanceIsThePositionsOwn(side: Side, balance: String) throws {
    var (desk, books) = try desk(balance)
    desk.send(Desk.perp, side, .market, "3", mode: .isolated)
    try follow(&desk, &books, mark: "3000")
    let health = try margin(books, desk)
    #expect(health.isolated == Desk.perp)
    #expect(health.equity == Money(900) && health.initialMargin == Money(900))
    #expect(health.marginRatio == Desk.rate("0.1"))
    let distance = try #require(health.liquidationDistance)
    let nearest = side == .buy ? "0.0526315" : "0.0476190"
    #expect(distance.description.hasPrefix(nearest), "\(distance)")
    try comparesWithTheExchange(&desk, distance, side)
  }

  /// The exchange keeps the position at a thousandth of a basis point before the distance, and
  /// closes it as far behind it.
  private func comparesWithTheExchange(
    _ desk: inout Desk, _ distance: Rate, _ side: Side
  ) throws {
    for (shift, isOpen) in [("-0.0000001", true), ("0.0000001", false)] {
      let move = distance + Desk.rate(shift)
      let change = Desk.price("3000").times(move, rounding: .halfEven)
      let level = side == .buy ? Desk.price("3000") - change : Desk.price("3000") + change
      desk.see(.mark(Desk.perp, level))
      #expect((desk.position != "0") == isOpen, "\(side) at \(level)")
    }
  }

  /// Random isolated trades: whenever the exchange has closed the position, the portfolio saw
  /// maintenance not met on the way there, and whenever it has not, it was met.
  @Test(arguments: 0..<20)
  func bothAgreeOnEveryMark(seed: UInt64) throws {
    var (desk, books) = try desk("100000")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      if random.below(3) == 0 {
        desk.send(
          Desk.perp, random.below(2) == 0 ? .buy : .sell, .market, "\(1 + random.below(9))",
          mode: .isolated)
        try follow(&desk, &books, mark: "3000")
        desk.see(.mark(Desk.perp, Desk.price("3000")))
        try follow(&desk, &books, mark: "3000")
      }
      let mark = "\(2_600 + random.below(800)).\(random.below(100))"
      books.observe(.mark(Desk.perp, Desk.price(mark)), time: desk.now)
      let before = RiskModel.report(of: books, time: desk.now)
      desk.see(.mark(Desk.perp, Desk.price(mark)))
      let isLiquidated = desk.events.contains {
        if case .fill(let fill) = $0.event { fill.isLiquidation } else { false }
      }
      let isDue = before.margin.contains { $0.equity < $0.maintenanceMargin }
      #expect(isLiquidated == isDue, "seed \(seed) at \(mark)")
      #expect(before.flags.contains(.marginCall(Desk.binance)) == isDue)
      try follow(&desk, &books, mark: mark)
      let key = PositionKey(perp: Desk.perp, venue: Desk.binance)
      #expect(books.amount(of: key).description == desk.position)
    }
  }

  /// What is set aside backs nothing else: beside 900 of 10,000 the cross position has the rest.
  @Test func theCrossPositionsHaveWhatIsLeft() throws {
    var catalog = Desk.catalog
    let rules = catalog[Desk.perp]
    catalog.instruments.append(
      Instrument(
        id: InstrumentID(2), venue: rules.venue, symbol: "WETH/USDT:USDT", venueSymbol: "WETHUSDT",
        market: .perp, base: Desk.weth, quote: Desk.usdt, settle: Desk.usdt, tick: rules.tick,
        step: rules.step, minimumQuantity: rules.minimumQuantity, maximumQuantity: nil,
        minimumNotional: rules.minimumNotional, contractSize: rules.contractSize,
        makerFee: rules.makerFee, takerFee: rules.takerFee, chargesBuyFeeInBase: false,
        marginTiers: rules.marginTiers, fundingIntervalHours: 8, maximumLeverage: Rate(10)))
    var books = Portfolio(catalog: catalog, reportingCurrency: Desk.usdt)
    let now = Timestamp(seconds: 1)
    try books.open(
      [
        Movement(
          key: PositionKey(venue: Desk.binance, asset: Desk.usdt),
          amount: Desk.quantity("10000"), cause: .opening)
      ], sequence: 0, time: now)
    func fill(_ id: InstrumentID, _ number: UInt64, _ margin: String?) -> Fill {
      Fill(
        order: nil, instrument: id, tradeID: number, side: .buy, quantity: Desk.quantity("3"),
        price: Desk.price("3000"), fee: .zero, feeAsset: Desk.usdt, liquidity: .taker,
        isolatedMargin: margin.map(Desk.quantity))
    }
    try books.book(fill(Desk.perp, 1, "900"), sequence: 1, time: now)
    try books.book(fill(InstrumentID(2), 1, nil), sequence: 2, time: now)
    let margins = RiskModel.report(of: books, time: now).margin
    #expect(margins.map(\.isolated) == [nil, Desk.perp])
    #expect(margins.map(\.equity) == [Money(9_100), Money(900)])
    #expect(throws: PortfolioError.invalidFill(Desk.perp)) {
      try books.book(fill(Desk.perp, 2, "-1"), sequence: 3, time: now)
    }
  }
}
