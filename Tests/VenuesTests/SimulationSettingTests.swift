import Foundation
import Testing
import TradingModel
import Venues

/// What a configuration assumes of the simulated venues reaches them.
@Suite struct SimulationSettingTests {
  private func configuration(_ flags: [(key: String, value: String)]) throws -> RunConfiguration {
    try LayeredConfiguration(flags: flags).configuration
  }

  private func averagePrice(_ configuration: RunConfiguration, _ quantity: String) async throws
    -> String?
  {
    let desk = try ExecutionInterfaceFactory(configuration: configuration).makeDesk()
    let outcome = try await desk.execute(
      try Desks.instruction(
        """
        {"schema":"venues.instruction/1","id":"x","action":"trade","venue":"binance",
        "market":"spot","pair":"ETH/USDT","side":"buy","type":"market","quantity":"\(quantity)"}
        """))
    return outcome.report.legs.first?.averagePrice?.description
  }

  /// The sample's ETH stands at 2844.61. One is worth 2,844.61 (5 bps: 2846.032…, a tick up
  /// 2846.04), twenty 56,892.2 (7 bps: 2846.601…, 2846.61); flat 10 bps are 2847.454…, 2847.46.
  @Test func theCostTableDecidesBySize() async throws {
    let table = try configuration([
      (key: "slippageBps", value: "10"),
      (key: "costs", value: "binance spot ETH/USDT=10000:5 100000:7 1000000:13"),
    ])
    let last = try #require(try await averagePrice(try configuration([]), "1"))
    let price = try #require(Price(last))
    func slipped(_ fraction: String) throws -> String {
      let factor = try #require(Rate(fraction))
      return price.times(factor, rounding: .up)
        .rounded(toMultipleOf: try #require(Price("0.01")), rounding: .ceiling).description
    }
    #expect(try await averagePrice(table, "1") == slipped("1.0005"))
    #expect(try await averagePrice(table, "20") == slipped("1.0007"))
    let flat = try configuration([(key: "slippageBps", value: "10")])
    #expect(try await averagePrice(flat, "1") == slipped("1.001"))
  }

  @Test func theTableMayBeAFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("costs.csv")
    try Data(
      """
      venue,market,pair,notional,bps
      binance,spot,ETH/USDT,10000,5
      uniswap_v3,swap,WETH/USDT,1,2

      """.utf8
    ).write(to: URL(fileURLWithPath: path))
    let given = try configuration([(key: "costsFile", value: path)])
    #expect(given.costs.map(\.notional) == [Money(10_000), Money(1)])
    // The text a journal keeps holds the rows, not the path, and reads back the same.
    let again = try RunConfiguration(yaml: given.canonicalText, file: "canonical")
    #expect(again.costs == given.costs && again.canonicalText == given.canonicalText)
    try Data("venue,market,pair,notional,bps\nbinance,spot,ETH/USDT,x,5\n".utf8)
      .write(to: URL(fileURLWithPath: path))
    #expect {
      _ = try configuration([(key: "costsFile", value: path)])
    } throws: { ($0 as? ConfigurationError)?.message.contains("costs.csv:2") == true }
  }

  @Test(arguments: [
    ("costs", "binance ETH/USDT=1:1", "costs.binance ETH/USDT"),
    ("costs", "binance spot ETH/USDT=1", "costs.binance spot ETH/USDT"),
    ("costs", "binance spot ETH/USDT=1:1 1:2", "twice"), ("costsFile", "/nowhere", "/nowhere"),
    ("slippageBps", "-1", "basis points"), ("swapSlippageBps", "x", "basis points"),
    ("submitLatencyMilliseconds", "1.5", "milliseconds"),
    ("answerLatencyMilliseconds", "-1", "milliseconds"),
  ])
  func mistakesAreNamed(key: String, value: String, word: String) {
    #expect {
      _ = try configuration([(key: key, value: value)])
    } throws: { ($0 as? ConfigurationError)?.description.contains(word) == true }
  }

  @Test(arguments: [
    ("binanse spot ETH/USDT", "binanse"), ("binance spot ETH/EUR", "ETH/EUR"),
    ("uniswap_v3 swap WETH/XYZ", "WETH/XYZ"),
  ])
  func unknownPlacesAreNamed(place: String, word: String) throws {
    let given = try configuration([(key: "costs", value: "\(place)=1:1")])
    #expect {
      _ = try ExecutionInterfaceFactory(configuration: given).makeDesk()
    } throws: { error in
      let error = error as? VenuesError
      return error?.kind == .configuration && error?.message.contains(word) == true
    }
  }

  /// The price rises from 3000 to 3100 half a second after the order was sent: it arrives after a
  /// second and pays 3100; without latency it pays 3000. The answer comes as much later again.
  @Test(arguments: [("0", "0", "3000", 0), ("1000", "0", "3100", 1), ("1000", "2000", "3100", 3)])
  func anOrderMeetsTheMarketOfItsArrival(
    submit: String, answer: String, price: String, seconds: Int64
  ) async throws {
    let given = try configuration([
      (key: "submitLatencyMilliseconds", value: submit),
      (key: "answerLatencyMilliseconds", value: answer),
    ])
    let factory = try ExecutionInterfaceFactory(configuration: given)
    let venue = try #require(factory.catalog.venue(named: "binance"))
    let spot = try #require(
      factory.catalog.instrument(venue: venue.id, market: .spot, symbol: "ETH/USDT")?.id)
    let start = given.start
    let feed = HistoricalFeed(updates: [
      (start, .open(spot, try #require(Price("3000")))),
      (
        start.advanced(by: TimeSpan(nanoseconds: 500_000_000)),
        .open(spot, try #require(Price("3100")))
      ),
    ])
    let desk = try factory.makeDesk(feed: feed, start: start)
    let outcome = try await desk.execute(
      try Desks.instruction(
        """
        {"schema":"venues.instruction/1","id":"x","action":"trade","venue":"binance",
        "market":"spot","pair":"ETH/USDT","side":"buy","type":"market","quantity":"1"}
        """))
    #expect(outcome.report.status == .completed)
    #expect(outcome.report.legs.first?.averagePrice?.description == price)
    #expect(outcome.report.time == start.advanced(by: .seconds(seconds)))
  }

  @Test func standInsAreNamed() async throws {
    let desk = try Desks.make()
    let instruction = try Desks.instruction(
      """
      {"schema":"venues.instruction/1","id":"x","action":"trade","venue":"bybit_v5",
      "market":"spot","pair":"BTC/USDT","side":"buy","type":"market","quantity":"0.1"}
      """)
    #expect(await desk.standIns(for: instruction).map(\.venue) == ["binance"])
    #expect(try await desk.execute(instruction).report.status == .completed)
    let text =
      #"{"venue_type":"cex","venue":"bybit","trade_type":"SPOT","pair":"BTC/USDT","#
      + #""side":"BUY","amount":"0.1"}"#
    let result = try VenuesBinary.run(["exec", "-", "--id", "x"], input: text)
    #expect(result.code == 0 && result.errors.contains("binance's stand in"), "\(result.errors)")
  }
}
