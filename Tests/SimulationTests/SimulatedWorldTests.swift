import FixedPoint
import Simulation
import TestSupport
import Testing
import TradingModel

struct SimulatedWorldTests {
  /// A ledger kept only from events, by the core's rules, to compare with the world's own books.
  struct Ledger {
    var amounts: [PositionKey: Quantity] = [:]
    var costs: [InstrumentID: Quantity] = [:]

    mutating func add(_ key: PositionKey, _ amount: Quantity) {
      amounts[key, default: .zero] += amount
    }

    mutating func book(_ event: VenueEvent, wallet: VenueID) {
      switch event {
      case .fill(let fill): book(fill)
      case .fundingPaid(let id, let amount):
        add(PositionKey(venue: Desk.binance, asset: Desk.catalog[id].settle), amount)
      case .movements(_, let movements, _): movements.forEach { add($0.key, $0.amount) }
      case .chainResult(let result):
        result.movements.forEach { add($0.key, $0.amount) }
        add(PositionKey(venue: wallet, asset: Desk.eth), -result.gasPaid)
      default: break
      }
    }

    mutating func book(_ fill: Fill) {
      let rules = Desk.catalog[fill.instrument]
      let signed = fill.side.signed(fill.quantity)
      let value = Quantity(fill.price.times(signed, rounding: .halfEven).value)
      add(PositionKey(venue: rules.venue, asset: fill.feeAsset), -fill.fee)
      guard rules.market == .perp else {
        add(PositionKey(venue: rules.venue, asset: rules.base), signed)
        add(PositionKey(venue: rules.venue, asset: rules.quote), -value)
        return
      }
      let key = PositionKey(perp: rules.id, venue: rules.venue)
      let size = amounts[key] ?? .zero
      let cost = costs[rules.id] ?? .zero
      add(key, signed)
      if size.isZero || size.signum == signed.signum {
        costs[rules.id] = cost + value
        return
      }
      let closed = min(size.magnitude, fill.quantity)
      let released = share(cost, closed, size.magnitude)
      let closing = share(value, closed, fill.quantity)
      costs[rules.id] = cost - released + (value - closing)
      add(PositionKey(venue: rules.venue, asset: rules.settle), -(closing + released))
    }

    func share(_ amount: Quantity, _ part: Quantity, _ whole: Quantity) -> Quantity {
      Quantity(
        Decimal18.multiplyDivide(amount.value, part.value, whole.value, rounding: .halfEven)
          ?? .zero)
    }
  }

  private func walk(seed: UInt64, steps: Int) throws -> (Desk, Ledger) {
    var options = SimulationOptions(seed: seed)
    options.slippage = Desk.rate("0.0007")
    var desk = Desk(options)
    var random = SeededGenerator(seed: seed)
    try desk.hold(Desk.binance, Desk.usdt, "50000")
    try desk.hold(Desk.binance, Desk.eth, "10")
    try desk.hold(Desk.wallet, Desk.eth, "100")
    var ledger = Ledger()
    for entry in desk.world.balances() { ledger.add(entry.key, entry.amount) }
    desk.openChain()
    for _ in 0..<steps { act(&desk, &random) }
    for event in desk.events { ledger.book(event.event, wallet: Desk.wallet) }
    return (desk, ledger)
  }

  private func act(_ desk: inout Desk, _ random: inout SeededGenerator) {
    let price = "\(2_500 + random.below(1_000)).\(10 + random.below(89))"
    let amount = "0.\(100 + random.below(900))"
    let exact = ChainAmount.exact(Desk.quantity("\(random.below(8)).\(random.below(999_999))"))
    let side: Side = random.below(2) == 0 ? .buy : .sell
    let market = random.below(2) == 0 ? Desk.spot : Desk.perp
    switch random.below(10) {
    case 0: desk.quote(market, price, price, size: amount)
    case 1: desk.bar(market, price, "3600", "2400", price, volume: amount)
    case 2: desk.send(market, side, .market, amount)
    case 3: desk.send(market, side, .limit, amount, price: price)
    case 4: desk.send(Desk.perp, side, .market, "\(random.below(9)).5", mode: .isolated)
    case 5: desk.see(.funding(Desk.perp, rate: Desk.rate("0.00013"), interval: .hours(8)))
    case 6:
      desk.perform([
        Desk.step(.stake, Desk.etherfi, Desk.eth, exact),
        Desk.step(.supply, Desk.aave, Desk.weeth, .outputOfStep(0)),
      ])
    case 7: desk.perform([Desk.step(.borrow, Desk.aave, Desk.weth, exact)], atomic: false)
    case 8:
      let repays = random.below(2) == 0
      desk.perform([
        Desk.step(repays ? .repay : .withdraw, Desk.aave, repays ? Desk.weth : Desk.weeth, exact)
      ])
    default:
      desk.index(Desk.weth, "1.1\(random.below(99))", "1.2\(random.below(99))")
      desk.index(Desk.weeth, "1.1\(random.below(99))", "1.2")
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func booksEqualTheLedgerOfTheEvents(_ seed: UInt64) throws {
    let (desk, ledger) = try walk(seed: seed, steps: 400)
    let told = ledger.amounts.filter { !$0.value.isZero }
    let books = Dictionary(uniqueKeysWithValues: desk.world.balances().map { ($0.key, $0.amount) })
    #expect(told == books)
    #expect(desk.events.count > 100)
  }

  @Test func equalSeedsGiveEqualWorlds() throws {
    let (first, _) = try walk(seed: 11, steps: 300)
    let (second, _) = try walk(seed: 11, steps: 300)
    #expect(first.events == second.events)
    #expect(first.world == second.world)
  }

  @Test func transferStandsInTransitUntilDelivered() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.eth, "5")
    let request = TransferRequest(
      id: ActionID(1), asset: Desk.eth, amount: Desk.quantity("2"), source: Desk.binance,
      destination: Desk.wallet, network: "ETH")
    desk.world.request(request, at: desk.now, into: &desk.events)
    #expect(desk.amount(Desk.binance, Desk.eth) == "3")
    #expect(desk.amount(Desk.wallet, Desk.eth, .inTransit) == "1.998")
    #expect(
      desk.events.map { brief($0.event) } == [
        "requested", "onChain", "confirming", "credited", "settled",
      ])
    #expect(desk.events[3].time == desk.now.advanced(by: .seconds(300 + 144)))
    for _ in 0..<2 { desk.events.forEach { desk.world.deliver($0) } }
    #expect(desk.amount(Desk.wallet, Desk.eth) == "1.998")
    #expect(desk.amount(Desk.wallet, Desk.eth, .inTransit) == "0")
  }

  @Test func walletPaysGasForItsTransfer() throws {
    var desk = Desk()
    try desk.hold(Desk.wallet, Desk.eth, "5")
    desk.openChain()
    let request = TransferRequest(
      id: ActionID(1), asset: Desk.eth, amount: Desk.quantity("2"), source: Desk.wallet,
      destination: Desk.bybit, network: nil)
    desk.world.request(request, at: desk.now, into: &desk.events)
    #expect(desk.amount(Desk.wallet, Desk.eth) == "2.999")
    desk.events.forEach { desk.world.deliver($0) }
    #expect(desk.amount(Desk.bybit, Desk.eth) == "2")
  }

  @Test(arguments: [
    ("0.005", Desk.wallet, "ETH", "below_minimum"),
    ("9", Desk.wallet, "ETH", "insufficient_balance"),
    ("1", Desk.wallet, "TRX", "unknown_network"), ("1", Desk.binance, "ETH", "same_place"),
    ("0", Desk.wallet, "ETH", "invalid_amount"),
  ])
  func transferIsRefused(
    _ amount: String, _ target: VenueID, _ network: String, _ reason: String
  ) throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.eth, "5")
    let request = TransferRequest(
      id: ActionID(1), asset: Desk.eth, amount: Desk.quantity(amount), source: Desk.binance,
      destination: target, network: network)
    desk.world.request(request, at: desk.now, into: &desk.events)
    guard case .transfer(let update)? = desk.events.first?.event else {
      Issue.record("no answer")
      return
    }
    #expect(update.state == .failed && update.reference == reason)
    #expect(desk.amount(Desk.binance, Desk.eth) == "5")
  }

  @Test(arguments: [Int128.max, Int128.min, 0, -1, 1])
  func absurdNumbersNeverTrap(_ mantissa: Int128) throws {
    let number = Decimal18(mantissa: mantissa)
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "100000")
    try desk.hold(Desk.wallet, Desk.eth, "5")
    desk.openChain()
    desk.quote(Desk.perp, "3000", "3001")
    desk.send(Desk.perp, .sell, .market, "1")
    for price in [Price(number), Desk.price("3000")] {
      desk.see(.mark(Desk.perp, price))
      desk.see(.open(Desk.perp, price))
      desk.see(.oraclePrice(Desk.eth, quote: Desk.usdt, price, updatedAt: desk.now))
      desk.see(.funding(Desk.perp, rate: Rate(number), interval: .hours(8)))
      desk.see(.conversionRate(Desk.weeth, Rate(number)))
      desk.see(.gasPrice(Desk.ethereum, Quantity(number)))
      let quote = Quote(
        bid: price, ask: price, bidSize: Quantity(number), askSize: Quantity(number))
      desk.see(.quote(Desk.perp, quote))
      let bar = Bar(
        openTime: desk.now, open: price, high: price, low: price, close: price,
        volume: Quantity(number))
      desk.see(.bar(Desk.spot, bar))
      desk.index(Desk.weth, number.description, number.description)
      desk.send(Desk.perp, .buy, .market, number.description)
      desk.send(Desk.perp, .buy, .limit, "1", price: number.description)
      desk.perform([Desk.step(.wrap, Desk.ethereum, Desk.eth, .exact(Quantity(number)))])
    }
    #expect(!desk.events.isEmpty)
  }
}
