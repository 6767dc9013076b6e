import FixedPoint
import Simulation
import Testing
import TradingModel

struct SimulatedExchangeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let type: OrderType
    let price: String?
    let life: TimeInForce
    let postOnly: Bool
    let expected: [String]

    init(
      _ name: String, _ type: OrderType, _ price: String?, _ life: TimeInForce,
      postOnly: Bool = false, _ expected: [String]
    ) {
      testDescription = name
      self.type = type
      self.price = price
      self.life = life
      self.postOnly = postOnly
      self.expected = expected
    }
  }

  static let cases = [
    Case("market", .market, nil, .gtc, ["accepted", "taker 2@3000.5", "expired 2"]),
    Case("limit rests", .limit, "2990", .gtc, ["accepted"]),
    Case("limit takes and rests", .limit, "3000.5", .gtc, ["accepted", "taker 2@3000.5"]),
    Case("IOC away", .limit, "2990", .ioc, ["accepted", "expired 0"]),
    Case("IOC partial", .limit, "3000.5", .ioc, ["accepted", "taker 2@3000.5", "expired 2"]),
    Case("FOK short", .limit, "3000.5", .fok, ["accepted", "expired 0"]),
    Case("post-only rests", .limit, "3000.4", .gtc, postOnly: true, ["accepted"]),
    Case(
      "post-only crosses", .limit, "3000.5", .gtc, postOnly: true,
      ["rejected post_only_would_take"]),
    Case("limit without price", .limit, nil, .gtc, ["rejected invalid_price"]),
    Case("off the tick", .limit, "2990.001", .gtc, ["rejected invalid_price"]),
  ]

  @Test(arguments: cases)
  func orderByTypeAndLife(_ test: Case) throws {
    var options = SimulationOptions()
    options.fillsBeyondTouch = false
    var desk = Desk(options)
    try desk.hold(Desk.binance, Desk.usdt, "100000")
    desk.quote(Desk.spot, "3000", "3000.5", size: "2")
    let events = desk.send(
      Desk.spot, .buy, test.type, "4", price: test.price, test.life, postOnly: test.postOnly)
    #expect(events.map(brief) == test.expected)
  }

  @Test func marketOrderUsesOnlyKnownPrices() throws {
    var options = SimulationOptions()
    options.slippage = Desk.rate("0.001")
    var desk = Desk(options)
    try desk.hold(Desk.binance, Desk.usdt, "100000")
    #expect(desk.send(Desk.spot, .buy, .market, "1").map(brief) == ["rejected no_price"])
    desk.bar(Desk.spot, "2900", "3100", "2800", "3000")
    #expect(desk.send(Desk.spot, .buy, .market, "1").map(brief) == ["accepted", "taker 1@3003"])
    desk.see(.open(Desk.spot, Desk.price("3010")))
    #expect(desk.send(Desk.spot, .sell, .market, "0.5").map(brief).last == "taker 0.5@3006.99")
  }

  @Test func restingOrderNeedsABarThroughItsPrice() throws {
    var options = SimulationOptions()
    options.participation = Desk.rate("0.1")
    var desk = Desk(options)
    try desk.hold(Desk.binance, Desk.usdt, "100000")
    desk.bar(Desk.spot, "3000", "3000", "3000", "3000")
    desk.send(Desk.spot, .buy, .limit, "3", price: "2990")
    desk.events = []
    desk.bar(Desk.spot, "3000", "3010", "2990", "3000")
    #expect(desk.events.isEmpty)
    desk.bar(Desk.spot, "3000", "3010", "2989", "3000", volume: "0")
    #expect(desk.events.isEmpty)
    desk.bar(Desk.spot, "3000", "3010", "2989", "3000", volume: "20")
    desk.bar(Desk.spot, "3000", "3010", "2989", "3000", volume: "20")
    #expect(desk.events.map { brief($0.event) } == ["maker 2@2990", "maker 1@2990"])
    #expect(desk.amount(Desk.binance, Desk.eth) == "2.997")
    #expect(desk.amount(Desk.binance, Desk.usdt) == "91030")
  }

  @Test func barThatBeganBeforeTheOrderCountsByItsClose() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "100000")
    desk.bar(Desk.spot, "3000", "3000", "3000", "3000")
    let begin = desk.now
    desk.now = desk.now.advanced(by: .seconds(60))
    desk.send(Desk.spot, .buy, .limit, "1", price: "2990")
    desk.events = []
    desk.see(
      .bar(
        Desk.spot,
        Bar(
          openTime: begin, open: Desk.price("3000"), high: Desk.price("3000"),
          low: Desk.price("2900"), close: Desk.price("2995"), volume: Desk.quantity("9"))))
    #expect(desk.events.isEmpty)
  }

  @Test func feesAreTakenInTheirCoin() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.quote(Desk.spot, "3000", "3000")
    desk.send(Desk.spot, .buy, .market, "1")
    #expect(desk.amount(Desk.binance, Desk.eth) == "0.999")
    #expect(desk.amount(Desk.binance, Desk.usdt) == "7000")
    desk.send(Desk.spot, .sell, .market, "0.5")
    #expect(desk.amount(Desk.binance, Desk.usdt) == "8498.5")
    #expect(
      desk.send(Desk.spot, .buy, .market, "3").map(brief) == ["rejected insufficient_balance"])
    #expect(
      desk.send(Desk.spot, .sell, .market, "1").map(brief) == ["rejected insufficient_balance"])
  }

  @Test func perpetualRealisesByAverageCost() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.quote(Desk.perp, "3000", "3000")
    desk.send(Desk.perp, .sell, .market, "1")
    desk.quote(Desk.perp, "3200", "3200")
    desk.send(Desk.perp, .sell, .market, "1")
    desk.quote(Desk.perp, "3000", "3000")
    desk.send(Desk.perp, .buy, .market, "3")
    #expect(desk.position == "1")
    #expect(desk.amount(Desk.binance, Desk.usdt) == "10192.4")
  }

  @Test func initialMarginIsRequired() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "1000")
    desk.quote(Desk.perp, "3000", "3000")
    #expect(
      desk.send(Desk.perp, .buy, .market, "3.4").map(brief) == ["rejected insufficient_balance"])
    #expect(desk.send(Desk.perp, .buy, .market, "3").map(brief) == ["accepted", "taker 3@3000"])
  }

  @Test func reduceOnlyIsClampedToThePosition() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.quote(Desk.perp, "3000", "3000")
    #expect(
      desk.send(Desk.perp, .sell, .market, "1", reduceOnly: true).map(brief) == [
        "rejected reduce_only"
      ])
    desk.send(Desk.perp, .buy, .market, "1")
    #expect(
      desk.send(Desk.perp, .sell, .market, "5", reduceOnly: true).map(brief) == [
        "accepted", "taker 1@3000", "expired 1",
      ])
    #expect(desk.position == "0")
  }

  @Test func fundingIsPaidOnWhatIsHeldAtItsInstant() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.see(.mark(Desk.perp, Desk.price("3000")))
    desk.quote(Desk.perp, "3000", "3000")
    let funding = MarketUpdate.funding(Desk.perp, rate: Desk.rate("0.0001"), interval: .hours(4))
    desk.see(funding)
    #expect(desk.events.isEmpty)
    desk.send(Desk.perp, .sell, .market, "2")
    desk.events = []
    desk.see(funding)
    #expect(desk.events.map { brief($0.event) } == ["funding 0.6"])
    desk.send(Desk.perp, .buy, .market, "2")
    desk.events = []
    desk.see(funding)
    #expect(desk.events.isEmpty)
  }

  @Test(arguments: [MarginMode.cross, .isolated])
  func fallingMarginIsLiquidated(_ mode: MarginMode) throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "1000")
    desk.quote(Desk.perp, "3000", "3000")
    desk.send(Desk.perp, .buy, .market, "3", mode: mode)
    desk.see(.mark(Desk.perp, Desk.price("2900")))
    #expect(desk.position == "3")
    desk.events = []
    desk.see(.mark(Desk.perp, Desk.price(mode == .cross ? "2805" : "2820")))
    guard case .fill(let fill)? = desk.events.first?.event else {
      Issue.record("no fill")
      return
    }
    #expect(fill.isLiquidation && fill.order == nil)
    #expect(fill.price == Desk.price(mode == .cross ? "2664.75" : "2700"))
    #expect(desk.position == "0")
    #expect(desk.amount(Desk.binance, Desk.usdt) == (mode == .cross ? "0" : "95.5"))
  }

  @Test func insuranceCoversABankruptAccount() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "1000")
    desk.quote(Desk.perp, "3000", "3000")
    desk.send(Desk.perp, .buy, .market, "3")
    desk.events = []
    desk.see(.mark(Desk.perp, Desk.price("2000")))
    #expect(desk.events.map { brief($0.event) } == ["taker 3@1900", "insurance fund"])
    #expect(desk.amount(Desk.binance, Desk.usdt) == "0")
  }

  @Test(arguments: [
    (OrderType.stop, "2950", "2900", ["triggered", "taker 1@2950"]),
    (.takeProfit, "3100", "3150", ["triggered", "taker 1@3100"]),
  ])
  func triggersFireWithinABar(
    _ type: OrderType, _ trigger: String, _ extreme: String, _ expected: [String]
  ) throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.bar(Desk.perp, "3000", "3000", "3000", "3000")
    desk.send(Desk.perp, .buy, .market, "1")
    desk.send(Desk.perp, .sell, type, "1", reduceOnly: true, trigger: trigger)
    desk.events = []
    let falls = type == .stop
    desk.bar(Desk.perp, "3000", falls ? "3000" : extreme, falls ? extreme : "3000", "3000")
    #expect(desk.events.map { brief($0.event) } == expected)
    #expect(desk.position == "0")
  }

  @Test func protectionTakesTheStopFirstAndGapsAtTheOpen() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.bar(Desk.perp, "3000", "3000", "3000", "3000")
    let stop = TradingStop(
      stopLoss: Trigger(price: Desk.price("2950"), reference: .last),
      takeProfit: Trigger(price: Desk.price("3050"), reference: .last))
    desk.send(Desk.perp, .buy, .market, "1", protection: stop)
    desk.events = []
    desk.bar(Desk.perp, "2940", "3100", "2900", "3000")
    #expect(desk.events.map { brief($0.event) } == ["taker 1@2940"])
    #expect(desk.position == "0")
  }

  @Test func cancelAnswersOnce() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.quote(Desk.spot, "3000", "3001")
    desk.send(Desk.spot, .buy, .limit, "1", price: "2990")
    desk.events = []
    desk.world.cancel(OrderID(1), at: desk.now, into: &desk.events)
    desk.world.cancel(OrderID(1), at: desk.now, into: &desk.events)
    #expect(desk.events.map { brief($0.event) } == ["canceled 0", "cancel refused"])
  }
}
