import Testing
import Venues

/// The three interfaces one by one, as an embedder calls them.
@Suite struct InterfaceTests {
  private func trade(_ type: OrderType, price: Price? = nil) -> TradeAction {
    TradeAction(
      venue: "binance", market: .spot, pair: "ETH/USDT", side: .buy, type: type,
      quantity: .exact(Quantity(2)), price: price.map { .exact($0) })
  }

  private func instrument(_ desk: Desk, _ market: Market) throws -> Instrument {
    let venue = try #require(desk.catalog.venue(named: "binance"))
    return try #require(
      desk.catalog.instruments.first {
        $0.venue == venue.id && $0.market == market && $0.symbol.hasPrefix("ETH/")
      })
  }

  @Test func anExchangeTakesOrdersAndTellsOfThem() async throws {
    let factory = try ExecutionInterfaceFactory()
    let desk = try factory.makeDesk(mode: .backtest)
    let gateway: any OrderGateway = factory.makeInterfaces(of: desk).cex
    let bought = try await gateway.placeOrder(trade(.market), id: "a")
    #expect(bought.status == .completed && bought.legs[0].filled == Quantity(2))
    let price = try #require(await desk.price(of: instrument(desk, .spot).id))
    let low = try #require(price.timesIfFits(Rate(Decimal18("0.5") ?? .one), rounding: .down))
    let rests = try await gateway.placeOrder(trade(.limit, price: low), id: "b")
    #expect(rests.status == .running && rests.legs[0].status == .working)
    let open = await gateway.openOrders()
    #expect(open.count == 1)
    try await gateway.cancelOrder(open[0].id)
    #expect(await gateway.openOrders().isEmpty)
    let executions = await gateway.executions(since: await desk.now)
    #expect(executions.map(\.filled) == [Quantity(2)])
    let key = try #require(desk.catalog.positionKey(named: "binance:BaseToken:ETH"))
    #expect(await gateway.position(for: key)?.amount == bought.legs[0].net)
    #expect(await gateway.accountBalance(at: key.venue).count == 2)
  }

  @Test func severalOrdersHaveAnOutcomeEach() async throws {
    let factory = try ExecutionInterfaceFactory()
    let desk = try factory.makeDesk(mode: .backtest)
    let gateway: any OrderGateway = factory.makeInterfaces(of: desk).cex
    let price = try #require(await desk.price(of: instrument(desk, .spot).id))
    let low = try #require(price.timesIfFits(Rate(Decimal18("0.5") ?? .one), rounding: .down))
    var unknown = trade(.market)
    unknown.pair = "NONE/USDT"
    let placed = await gateway.placeOrders([
      (trade: trade(.limit, price: low), id: "a"), (trade: unknown, id: "b"),
      (trade: trade(.market), id: "c"), (trade: trade(.limit, price: low), id: "a"),
    ])
    #expect(placed.map { (try? $0.get())?.status } == [.running, nil, .completed, .running])
    let open = await gateway.openOrders()
    #expect(open.count == 1, "the same id and order is no second one")
    let ended = await gateway.cancelOrders([OrderID(77), open[0].id])
    #expect(ended.map { (try? $0.get()) != nil } == [false, true])
    #expect(await gateway.openOrders().isEmpty)
  }

  @Test func protectionIsSetAndRemoved() async throws {
    let factory = try ExecutionInterfaceFactory()
    let desk = try factory.makeDesk()
    let gateway = factory.makeInterfaces(of: desk).cex
    _ = try await gateway.execute(
      .market(.sell, Quantity(1), of: "ETH/USDT:USDT", at: "binance", id: "short"))
    let perp = try instrument(desk, .perp)
    let price = try #require(await desk.price(of: perp.id))
    var stop = TradingStop()
    stop.stopLoss = Trigger(price: price, reference: .last)
    try await gateway.setTradingStop(stop, for: perp.id)
    try await gateway.cancelTradingStop(for: perp.id)
    try await desk.advance(to: await desk.now.advanced(by: .hours(30)))
    let key = PositionKey(perp: perp.id, venue: perp.venue)
    #expect(await gateway.position(for: key)?.amount == -Quantity(1))
    try await gateway.setTradingStop(stop, for: perp.id)
    try await desk.advance(to: await desk.now.advanced(by: .hours(100)))
    #expect(await gateway.position(for: key) == nil)
  }

  @Test func eachInterfaceRefusesTheOthersActions() async throws {
    let factory = try ExecutionInterfaceFactory()
    let (cex, chain, rail) = factory.makeInterfaces(of: try factory.makeDesk())
    let buy = Instruction.market(.buy, Quantity(1), of: "ETH/USDT", at: "binance", id: "buy")
    let supply = try Instruction(
      json: #"{"operation":"AAVE_SUPPLY","token":"USDT","amount":"1000"}"#, id: "supply")
    let move = try Instruction(
      json: """
        {"schema":"venues.instruction/1","id":"move","action":"transfer","asset":"USDT",
        "amount":"500","from":{"venue":"binance"},"to":{"chain":"ethereum",
        "address":"book:desk-hot"},"network":"ERC20"}
        """)
    #expect(try await cex.execute(buy).status == .completed)
    #expect(try await chain.execute(supply).status == .completed)
    #expect(try await rail.execute(move).status == .completed)
    for (interface, instruction) in [
      (cex, supply), (cex, move), (chain, buy), (rail, supply),
    ] as [(any ExecutionInterface, Instruction)] {
      await #expect { _ = try await interface.execute(instruction) } throws: {
        if case .refused? = $0 as? ExecutionError { return true }
        return false
      }
    }
  }

  @Test func refusalsAndRejectionsAreTyped() async throws {
    let factory = try ExecutionInterfaceFactory()
    let desk = try factory.makeDesk()
    let gateway = factory.makeInterfaces(of: desk).cex
    let tooMuch = Instruction.market(
      .buy, Quantity(4_000), of: "ETH/USDT:USDT", at: "binance", id: "much")
    await #expect { _ = try await gateway.execute(tooMuch) } throws: {
      if case .refused? = $0 as? ExecutionError { return true }
      return false
    }
    let tooPoor = Instruction.market(.sell, Quantity(5), of: "ETH/USDT", at: "okx", id: "poor")
    await #expect { _ = try await gateway.execute(tooPoor) } throws: {
      if case .rejected? = $0 as? ExecutionError { return true }
      return false
    }
  }

  @Test func anOrderThatOutlivesTheDataRests() async throws {
    let factory = try ExecutionInterfaceFactory()
    let desk = try factory.makeDesk()
    let order = Instruction.limit(
      .buy, Quantity(1), of: "ETH/USDT", at: "binance", price: Price(100), id: "low")
    let preview = try await desk.plan(order)
    #expect(preview.isResting && preview.failure == nil)
    let outcome = try await desk.execute(order)
    #expect(outcome.report.status == .running && outcome.isResting && outcome.failure == nil)
    #expect(await desk.openOrders.count == 1)
    // The same words under the same id answer again; other words are refused.
    #expect(try await desk.execute(order).isResting)
    let other = Instruction.limit(
      .buy, Quantity(2), of: "ETH/USDT", at: "binance", price: Price(100), id: "low")
    #expect(try await desk.execute(other).report.status == .denied)
  }
}
