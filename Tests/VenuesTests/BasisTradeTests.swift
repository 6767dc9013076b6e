import FixedPoint
import Foundation
import JSON
import Testing
import TradingModel
import Venues

@Suite struct BasisTradeTests {
  @Test func fiveLegsCompleteWithExactBooks() async throws {
    let desk = try Desks.make()
    let outcome = try await desk.execute(try Desks.example("eth-basis.json"))
    #expect(outcome.report.status == .completed)
    #expect(outcome.report.legs.allSatisfy { $0.status == .done })
    #expect(outcome.after.pnl.residual.isZero)

    let eth = try #require(desk.catalog.asset(named: "ETH"))
    let legs = outcome.report.legs
    // The base-coin fee is not hedged, and what left the net delta is withdrawal fee and gas.
    #expect(legs[0].net == legs[0].filled - (legs[0].fees.first?.amount ?? .zero))
    #expect(legs[1].filled == legs[0].net)
    let change =
      outcome.after.exposure.netDelta(of: eth.id) - outcome.before.exposure.netDelta(of: eth.id)
    let withdrawalFee = legs[2].filled - legs[2].received
    let gas = legs[2].gasPaid + legs[3].gasPaid + legs[4].gasPaid
    let expected = Quantity.zero - withdrawalFee - gas
    // Staking rounds to the last wei of the receipt token.
    #expect((change - expected).magnitude <= Quantity(Decimal18(mantissa: 10)))
  }

  @Test func twoRunsAreEqualToTheByte() async throws {
    let instruction = try Desks.example("eth-basis.json")
    var texts: [String] = []
    for _ in 0..<2 {
      let desk = try Desks.make()
      var writer = JSONWriter()
      writer.outcome(try await desk.execute(instruction), desk.catalog)
      texts.append(writer.text)
    }
    #expect(texts[0] == texts[1])
  }

  @Test func theSameIDAnswersAgainAndAnotherBodyIsRefused() async throws {
    let desk = try Desks.make()
    let first = try await desk.execute(try Desks.example("eth-basis.json"))
    let again = try await desk.execute(try Desks.example("eth-basis.json"))
    #expect(again.report.legs == first.report.legs)
    #expect(again.after.positions == first.after.positions)
    let other = try Desks.instruction(
      """
      {"schema":"venues.instruction/1","id":"2026-11-21-basis-007","action":"trade",
      "venue":"binance","market":"spot","pair":"ETH/USDT","side":"buy","type":"market",
      "quantity":"1"}
      """)
    #expect(try await desk.execute(other).report.status == .denied)
  }

  @Test func aPreviewSendsNothing() async throws {
    let desk = try Desks.make()
    let before = await desk.stateHash
    let preview = try await desk.plan(try Desks.example("eth-basis.json"))
    #expect(preview.report.status == .completed)
    #expect(await desk.stateHash == before)
  }

  @Test func realHistoryWorksWhereItIsPresent() async throws {
    let data = Desks.root.appendingPathComponent("../shared/data/basis").standardized.path
    guard FileManager.default.fileExists(atPath: data) else { return }
    let factory = try ExecutionInterfaceFactory(configuration: .embedded())
    let desk = try factory.makeDesk(
      dataDirectory: data, start: Timestamp("2024-08-15T00:00:00Z"))
    let outcome = try await desk.execute(try Desks.example("eth-basis.json"))
    #expect(outcome.report.status == .completed)
    #expect(outcome.after.pnl.residual.isZero)
  }
}
