import FixedPoint
import Foundation
import MarketData
import Testing
import TradingModel
import Venues

/// Every documented example runs and ends as the documentation says.
@Suite struct ExampleTests {
  private func configuration(_ name: String) throws -> RunConfiguration {
    guard !name.isEmpty else { return try .embedded() }
    let url = Desks.root.appendingPathComponent("docs/examples/\(name)")
    return try RunConfiguration(yaml: String(contentsOf: url, encoding: .utf8), file: name)
  }

  @Test(arguments: [
    ("eth-basis.json", "", InstructionStatus.completed),
    ("deposit-usdt.json", "", .completed), ("flat-supply.json", "", .completed),
    ("flat-trade.json", "", .completed), ("flat-transfer.json", "", .completed),
    ("order.json", "", .completed), ("perp-short-protected.json", "", .completed),
    ("spot-buy.json", "", .completed), ("supply-usdt.json", "", .completed),
    ("transfer-usdt.json", "", .completed),
    ("flash-leverage.json", "eth-desk.yaml", .completed),
    ("order-atomic-group.json", "eth-desk.yaml", .completed),
    ("wrap-supply-weth.json", "eth-desk.yaml", .completed),
    ("leverage-loop.json", "eth-desk.yaml", .completed),
    // The sample has no BTC on Bybit, and Binance's bars stand in.
    ("btc-basis.json", "", .completed),
    // There is nothing to unwind or repay on a fresh desk; a stop waits for its trigger.
    ("eth-unwind.json", "", .rejected), ("repay-withdraw.json", "", .rejected),
    ("perp-stop.json", "", .running),
    // Borrowing 6 of 10 would leave a health factor below the one required: refused mid-way.
    ("stake-supply-borrow.json", "eth-desk.yaml", .exposureOpen),
  ])
  func ends(example: String, config: String, status: InstructionStatus) async throws {
    let factory = try ExecutionInterfaceFactory(configuration: try configuration(config))
    let desk = try factory.makeDesk()
    let outcome = try await desk.execute(try Desks.example(example))
    #expect(outcome.report.status == status, "\(outcome.report.reason)")
    #expect(outcome.after.pnl.residual.isZero)
  }

  @Test func noExampleIsLeftOut() throws {
    let folder = Desks.root.appendingPathComponent("docs/examples").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }
    #expect(files.count == 19)
  }

  @Test func aTwoMonthLoanGrowsByTheRealIndex() async throws {
    let data = Desks.root.appendingPathComponent("../shared/data/basis").standardized.path
    guard FileManager.default.fileExists(atPath: data) else { return }
    var configuration = try RunConfiguration.embedded()
    configuration.horizonDays = 70
    configuration.gaps = .skip
    configuration.conflicts = .first
    let start = try #require(Timestamp("2024-06-01T00:00:00Z"))
    let desk = try ExecutionInterfaceFactory(configuration: configuration)
      .makeDesk(dataDirectory: data, start: start)
    let outcome = try await desk.execute(
      try Desks.instruction(
        """
        {"schema":"venues.instruction/1","id":"lend","action":"onchain","chain":"ethereum",
        "op":"supply","protocol":"aave_v3","token":"USDT","amount":"100000"}
        """))
    #expect(outcome.report.status == .completed)
    try await desk.advance(to: try #require(Timestamp("2024-08-01T00:00:00Z")))
    let key = try #require(desk.catalog.positionKey(named: "aave_v3:aToken:aUSDT"))
    let positions = await desk.positions
    let amount = try #require(positions.positions.first { $0.key == key }?.amount)
    #expect(amount.formatted(decimals: 2, rounding: .halfEven) == "100971.66")
    #expect(positions.pnl.residual.isZero)
  }
}
