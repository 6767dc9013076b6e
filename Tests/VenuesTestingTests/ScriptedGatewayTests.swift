import Testing
import Venues
import VenuesTesting

@Suite struct ScriptedGatewayTests {
  private func trade(_ quantity: Int) -> TradeAction {
    TradeAction(
      venue: "binance", market: .spot, pair: "ETH/USDT", side: .buy, type: .market,
      quantity: .exact(Quantity(quantity)))
  }

  @Test func everyLineOfTheScriptIsAnsweredAndRecorded() async throws {
    let gateway: any OrderGateway = ScriptedGateway([
      .fill(at: Price(2_500)), .fillPartly(Quantity(1), at: Price(2_501)), .rest,
    ])
    let filled = try await gateway.placeOrder(trade(2), id: "a")
    #expect(filled.status == .completed && filled.legs[0].quote == Money(5_000))
    let part = try await gateway.placeOrder(trade(2), id: "b")
    #expect(part.status == .exposureOpen && part.legs[0].filled == Quantity(1))
    #expect(try await gateway.placeOrder(trade(2), id: "c").status == .running)
    let open = await gateway.openOrders()
    #expect(open.count == 1)
    try await gateway.cancelOrder(open[0].id)
    #expect(await gateway.openOrders().isEmpty)
    #expect(await gateway.executions(since: Timestamp(nanoseconds: 0)).count == 2)
  }

  @Test(arguments: [
    (ScriptedAnswer.refuse("r"), ExecutionError.refused(reason: "r")),
    (.reject("v"), .rejected(reason: "v")), (.unavailable("d"), .unavailable(reason: "d")),
    (.timeOut, .unknownOutcome(reason: "no answer came")),
  ])
  func failuresAreTyped(answer: ScriptedAnswer, error: ExecutionError) async throws {
    let gateway = ScriptedGateway([answer])
    await #expect(throws: error) { _ = try await gateway.placeOrder(trade(1), id: "x") }
    #expect(error.isRetryable == (error == .unavailable(reason: "d")))
    // An unknown outcome stays one: asking again sends nothing.
    await #expect(throws: error) { _ = try await gateway.placeOrder(trade(1), id: "x") }
    #expect(await gateway.calls.count == 2)
    #expect(await gateway.openOrders().isEmpty)
  }

  @Test func anIDAnswersAgainAndAnotherOrderUnderItIsRefused() async throws {
    let gateway = ScriptedGateway([.fill(at: Price(10))])
    let first = try await gateway.placeOrder(trade(1), id: "x")
    #expect(try await gateway.placeOrder(trade(1), id: "x") == first)
    await #expect(throws: ExecutionError.self) {
      _ = try await gateway.placeOrder(trade(2), id: "x")
    }
    await #expect(throws: ExecutionError.self) {
      _ = try await gateway.placeOrder(trade(2), id: "y")
    }
    #expect(await gateway.remaining == 0)
  }
}
