import FixedPoint
import Simulation
import Testing
import TradingModel

/// Orders that end at an instant, and answers that take their time.
struct OrderTimeTests {
  /// Resting at 2990 from 12:00; the bar from 12:00 to 13:00 trades at 2980. Good till 14:00 it
  /// fills; good till 12:30 or 13:00 it has expired when the bar is known.
  @Test(
    arguments: [
      (7_200, ["maker 1@2990"]), (1_800, ["expired 0"]), (3_600, ["expired 0"]),
    ] as [(Int64, [String])])
  func goodTillDateEnds(_ seconds: Int64, _ expected: [String]) throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.bar(Desk.spot, "3000", "3000", "3000", "3000")
    let end = desk.now.advanced(by: .seconds(seconds))
    let answers = desk.send(Desk.spot, .buy, .limit, "1", price: "2990", .gtd, until: end)
    #expect(answers.map(brief) == ["accepted"])
    desk.events = []
    desk.bar(Desk.spot, "3000", "3000", "2980", "3000")
    #expect(desk.events.map { brief($0.event) } == expected)
    desk.events = []
    desk.world.cancel(OrderID(1), at: desk.now, into: &desk.events)
    #expect(desk.events.map { brief($0.event) } == ["cancel refused"])
  }

  @Test func whatFilledBeforeTheEndStands() throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.bar(Desk.spot, "3000", "3000", "3000", "3000")
    let end = desk.now.advanced(by: .seconds(5_400))
    desk.send(Desk.spot, .buy, .limit, "2", price: "2990", .gtd, until: end)
    desk.events = []
    desk.bar(Desk.spot, "3000", "3000", "2980", "3000", volume: "0.5")
    desk.bar(Desk.spot, "3000", "3000", "2980", "3000", volume: "9")
    #expect(desk.events.map { brief($0.event) } == ["maker 0.5@2990", "expired 0.5"])
  }

  @Test(arguments: [Int64?.none, 0, -1])
  func anEndThatIsMissingOrPastIsRefused(_ seconds: Int64?) throws {
    var desk = Desk()
    try desk.hold(Desk.binance, Desk.usdt, "10000")
    desk.quote(Desk.spot, "3000", "3001")
    let end = seconds.map { desk.now.advanced(by: .seconds($0)) }
    #expect(
      desk.send(Desk.spot, .buy, .limit, "1", price: "2990", .gtd, until: end).map(brief) == [
        "rejected invalid_expiry"
      ])
  }

  @Test func answersTakeTheirTimeAndKeepTheirOrder() throws {
    var options = SimulationOptions(seed: 7)
    options.exchangeLatency = .seconds(2)
    options.exchangeLatencyJitter = .seconds(3)
    var desk = Desk(options)
    try desk.hold(Desk.binance, Desk.usdt, "100000")
    desk.quote(Desk.spot, "3000", "3000")
    for _ in 0..<20 { desk.send(Desk.spot, .buy, .market, "0.1") }
    let delays = desk.events.map { $0.time.since(desk.now) }
    #expect(delays.allSatisfy { (2...5).contains($0.nanoseconds / 1_000_000_000) })
    #expect(delays == delays.sorted { $0.nanoseconds < $1.nanoseconds })
    #expect(Set(delays.map(\.nanoseconds)).count > 1)
  }
}
