import Testing
import Venues
import VenuesTesting

/// A desk whose store or data fail stops, says why, and sends nothing.
@Suite struct FailingDoublesTests {
  private func order(_ id: String) -> Instruction {
    .market(.buy, Quantity(1), of: "ETH/USDT", at: "binance", id: id)
  }

  @Test func nothingIsSentThatWasNotRecorded() async throws {
    let factory = try ExecutionInterfaceFactory()
    let counting = FailingRecorder(failsAt: nil)
    let desk = try factory.makeDesk(recorder: counting)
    let opened = counting.commits
    _ = try await desk.execute(order("a"))
    #expect(counting.inputs.count == counting.commits && counting.commits > opened)

    let failing = FailingRecorder(failsAt: opened + 1)
    let other = try factory.makeDesk(recorder: failing)
    let before = await other.positions
    await #expect { _ = try await other.execute(order("a")) } throws: {
      ($0 as? VenuesError)?.kind == .storeFailed
    }
    #expect(await other.positions.positions == before.positions)
    #expect(await other.executions(since: Timestamp(nanoseconds: 0)).isEmpty)
  }

  @Test func aFeedThatEndsLeavesAnAgedPriceToBeRefused() async throws {
    let factory = try ExecutionInterfaceFactory()
    let start = factory.configuration.start
    let feed = try factory.loadFeed(nil, start).ending(at: start.advanced(by: .hours(1)))
    let desk = try factory.makeDesk(feed: feed)
    #expect(try await desk.execute(order("fresh")).report.status == .completed)
    try await desk.advance(to: start.advanced(by: .hours(6)))
    let late = try await desk.execute(order("late"))
    #expect(late.report.status == .denied && late.report.reason.contains("minutes old"))
  }

  @Test func aHoleIsPassedAndTradingGoesOnAfterIt() async throws {
    let factory = try ExecutionInterfaceFactory()
    let start = factory.configuration.start
    let hole = (start.advanced(by: .hours(2)), start.advanced(by: .hours(9)))
    let feed = try factory.loadFeed(nil, start).withHole(from: hole.0, until: hole.1)
    let desk = try factory.makeDesk(feed: feed)
    try await desk.advance(to: start.advanced(by: .hours(8)))
    #expect(try await desk.execute(order("inside")).report.status == .denied)
    try await desk.advance(to: start.advanced(by: .hours(10)))
    #expect(try await desk.execute(order("after")).report.status == .completed)
  }

  @Test func anInstrumentWithoutDataHasNoPrice() async throws {
    let factory = try ExecutionInterfaceFactory()
    let venue = try #require(factory.catalog.venue(named: "binance"))
    let spot = try #require(
      factory.catalog.instrument(venue: venue.id, market: .spot, symbol: "ETH/USDT"))
    let feed = try factory.loadFeed(nil, factory.configuration.start).without(spot.id)
    let desk = try factory.makeDesk(feed: feed)
    let outcome = try await desk.execute(order("blind"))
    #expect(outcome.failure != nil && outcome.after.positions == outcome.before.positions)
  }
}
