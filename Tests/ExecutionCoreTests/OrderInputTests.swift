import ExecutionCore
import FixedPoint
import Orders
import Portfolio
import RiskControl
import Testing
import TradingModel

@Suite struct OrderInputTests {
  private static let perp = InstrumentID(0)
  private static let venue = VenueID(0)
  private static let cash = AssetID(1)

  private static func desk(limits: RiskLimits = RiskLimits()) throws -> ExecutionCore {
    var catalog = Catalog()
    catalog.venues = [Venue(id: venue, name: "exchange", kind: .exchange)]
    catalog.assets = [
      Asset(id: AssetID(0), symbol: "ETH", decimals: 18),
      Asset(id: cash, symbol: "USDT", decimals: 6),
    ]
    catalog.instruments = [
      Instrument(
        id: perp, venue: venue, symbol: "ETH/USDT:USDT", venueSymbol: "ETHUSDT", market: .perp,
        base: AssetID(0), quote: cash, settle: cash, tick: try number("0.1"),
        step: try number("0.01"), minimumQuantity: try number("0.01"), maximumQuantity: nil,
        minimumNotional: Money(5), contractSize: Quantity(1), makerFee: .zero, takerFee: .zero,
        chargesBuyFeeInBase: false, marginTiers: [], fundingIntervalHours: 8,
        maximumLeverage: Rate(100))
    ]
    var core = ExecutionCore(
      CoreConfiguration(
        catalog: catalog, reportingCurrency: cash,
        gate: RiskGate(limits: limits, policy: .permissive),
        clientOrderIDs: ClientOrderIDScheme(instance: 1, key: [1, 2, 3])))
    let opening = Movement(
      key: PositionKey(venue: venue, asset: cash), amount: Quantity(10_000), cause: .opening)
    _ = step(&core, 1, .opening([opening]))
    _ = step(&core, 2, .market(.open(perp, Price(2_000))))
    return core
  }

  private static func number<Number: ExactNumber>(_ text: String) throws -> Number {
    Number(try #require(Decimal18(text)))
  }

  private static func step(
    _ core: inout ExecutionCore, _ sequence: UInt64, _ input: Input
  ) -> [Effect] {
    var effects: [Effect] = []
    let time = Timestamp(seconds: Int64(sequence))
    core.step(Stamped(sequence: sequence, time: time, input: input), into: &effects)
    return effects
  }

  private static func events(_ effects: [Effect]) -> [EventName] {
    effects.compactMap { effect in
      if case .publish(let event) = effect { return event.name }
      return nil
    }
  }

  @Test func anOrderWithoutAPlanIsNormalisedJudgedTrackedAndBooked() throws {
    var core = try Self.desk()
    let wanted = NewOrder(
      instrument: Self.perp, side: .buy, type: .market, quantity: try Self.number("1.239"))
    let effects = Self.step(&core, 3, .order(wanted))
    #expect(Self.events(effects) == [.orderSubmitted])
    guard case .submit(let approved)? = effects.first else {
      Issue.record("nothing was submitted")
      return
    }
    let order = approved.request
    #expect(order.quantity == (try Self.number("1.23") as Quantity))
    #expect(core.orders.working == [order.id])
    let fill = Fill(
      order: order.id, instrument: Self.perp, tradeID: 7, side: .buy, quantity: order.quantity,
      price: Price(2_001), fee: Quantity(1), feeAsset: Self.cash, liquidity: .taker)
    #expect(Self.events(Self.step(&core, 4, .venue(.fill(fill)))) == [.orderFilled])
    #expect(core.orders.working.isEmpty)
    #expect(core.portfolio.held(of: Self.perp) == order.quantity)
    #expect(core.portfolio.netDelta(of: AssetID(0)) == order.quantity)
    let again = Self.step(&core, 5, .venue(.fill(fill)))
    #expect(again.isEmpty)
    let update = core.positionUpdate()
    #expect(update.pnl.residual.isZero)
    #expect(update.pnl[.fees] == ExactMoney(Decimal18(-1)))
    #expect(update.exposure.netDelta(of: AssetID(0)) == order.quantity)
  }

  /// A profit not posted yet counts: the bound that spares the posting only ever lets pass.
  @Test func anOrderIsRefusedByExactEquityAlone() throws {
    var core = try Self.desk()
    let one = NewOrder(instrument: Self.perp, side: .buy, type: .market, quantity: Quantity(1))
    _ = Self.step(&core, 3, .order(one))
    let fill = Fill(
      order: OrderID(1), instrument: Self.perp, tradeID: 7, side: .buy,
      quantity: Quantity(1), price: Price(2_000), fee: .zero, feeAsset: Self.cash,
      liquidity: .taker)
    _ = Self.step(&core, 4, .venue(.fill(fill)))
    _ = Self.step(&core, 5, .market(.open(Self.perp, Price(12_000))))
    let least = try #require(core.portfolio.leastEquity())
    #expect(least < Money(1_000))
    // 20 times 20,000, which the profit is half of.
    for (sequence, quantity, isSent) in [(UInt64(6), 33, true), (7, 34, false)] {
      let order = NewOrder(
        instrument: Self.perp, side: .buy, type: .market, quantity: Quantity(quantity))
      let effects = Self.step(&core, sequence, .order(order))
      #expect(Self.events(effects) == [isSent ? .orderSubmitted : .orderRejected])
      if case .publish(let event)? = effects.last, !isSent {
        #expect(event.message.contains("408000") && event.message.contains("400000"))
      }
    }
  }

  @Test func whatIsNotSentIsToldOnce() throws {
    var core = try Self.desk()
    let unknown = NewOrder(
      instrument: InstrumentID(9), side: .buy, type: .market, quantity: Quantity(1))
    #expect(Self.events(Self.step(&core, 3, .order(unknown))) == [.orderRejected])
    let tiny = NewOrder(
      instrument: Self.perp, side: .buy, type: .market, quantity: try Self.number("0.001"))
    #expect(Self.events(Self.step(&core, 4, .order(tiny))) == [.orderRejected])
    #expect(core.orders.count == 0)
    let huge = NewOrder(
      instrument: Self.perp, side: .buy, type: .market, quantity: Quantity(1_000))
    #expect(Self.events(Self.step(&core, 5, .order(huge))) == [.orderRejected])
    #expect(core.orders.count == 1)
  }

  @Test func aPlanWithAnUnknownNameDoesNotBegin() throws {
    var core = try Self.desk()
    let known = TradeAction(
      venue: "exchange", market: .perp, pair: "ETH/USDT:USDT", side: .buy, type: .market,
      quantity: .exact(Quantity(1)))
    var unknown = known
    unknown.pair = "ETH/USD:USD"
    let plan = Plan(
      name: "p", mode: .sequence,
      legs: [Leg(key: "a", action: .trade(known)), Leg(key: "b", action: .trade(unknown))])
    let instruction = Instruction(id: "i", action: .plan(plan))
    #expect(throws: UnknownName.self) { try core.check(instruction) }
    let effects = Self.step(&core, 3, .instruct(instruction))
    guard case .report(let report)? = effects.first, effects.count == 1 else {
      Issue.record("something began: \(effects)")
      return
    }
    #expect(report.status == .denied && report.reason.contains("$.legs[1].do"))
    #expect(core.orders.count == 0 && core.report(instruction: "i") == nil)
  }

  @Test func aBatchStepsLikeItsInputs() throws {
    var one = try Self.desk()
    var other = try Self.desk()
    let order = NewOrder(
      instrument: Self.perp, side: .sell, type: .limit, quantity: Quantity(2),
      price: Price(2_001))
    func fill(_ trade: UInt64) -> Input {
      .venue(
        .fill(
          Fill(
            order: OrderID(1), instrument: Self.perp, tradeID: trade, side: .sell,
            quantity: Quantity(1), price: Price(2_001), fee: Quantity(1), feeAsset: Self.cash,
            liquidity: .maker)))
    }
    let quote = Quote(
      bid: Price(1_999), ask: Price(2_001), bidSize: Quantity(1), askSize: Quantity(1))
    let inputs: [Input] = [
      .market(.quote(Self.perp, quote)), .order(order),
      .venue(.orderAccepted(OrderID(1), venueOrderID: "v")), fill(1), fill(1),
      .market(.open(Self.perp, Price(2_003))), .cancel(OrderID(1)),
      .venue(.orderCanceled(OrderID(1), filled: Quantity(1))), .kill("test"), .resume,
      .market(.mark(Self.perp, Price(2_002))),
    ]
    let batch = inputs.enumerated().map { place, input in
      Stamped(
        sequence: UInt64(place) + 3, time: Timestamp(seconds: Int64(place) + 3), input: input)
    }
    var singly: [Effect] = []
    for stamped in batch { one.step(stamped, into: &singly) }
    var together: [Effect] = []
    other.step(batch.span, into: &together)
    #expect(one.stateHash() == other.stateHash())
    #expect(Self.events(singly) == Self.events(together))
    #expect(Self.events(singly).contains(.orderCancelled))
    #expect(singly.count == together.count)
  }

  @Test func aBarStepsLikeItsInput() throws {
    var one = try Self.desk()
    var other = try Self.desk()
    let bar = Bar(
      openTime: Timestamp(seconds: 0), open: Price(2_000), high: Price(2_010), low: Price(1_990),
      close: Price(2_005), volume: Quantity(3))
    _ = Self.step(&one, 3, .market(.bar(Self.perp, bar)))
    other.step(bar, of: Self.perp, sequence: 3, time: Timestamp(seconds: 3))
    #expect(one.stateHash() == other.stateHash())
  }

  @Test func equityIsTheStatementsWhateverWasReadBefore() throws {
    var core = try Self.desk()
    let wanted = NewOrder(
      instrument: Self.perp, side: .sell, type: .market, quantity: Quantity(2))
    _ = Self.step(&core, 3, .order(wanted))
    let fill = Fill(
      order: OrderID(1), instrument: Self.perp, tradeID: 1, side: .sell, quantity: Quantity(2),
      price: Price(2_000), fee: .zero, feeAsset: Self.cash, liquidity: .taker)
    _ = Self.step(&core, 4, .venue(.fill(fill)))
    for sequence in 5..<30 as Range<UInt64> {
      _ = Self.step(&core, sequence, .market(.open(Self.perp, Price(2_000 + Int(sequence)))))
      var books = core.portfolio
      let equity = books.equity()
      #expect(equity == core.portfolio.statement().equity)
      let change = Decimal18(-2 * Int(sequence))
      #expect(core.portfolio.statement()[.price] == ExactMoney(change))
    }
  }
}
