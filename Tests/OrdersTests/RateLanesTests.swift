import TestSupport
import Testing
import TradingModel

@testable import Orders

@Suite struct RateLanesTests {
  private func expect(
    _ lanes: inout RateLanes, _ lane: RateLane, _ cost: Int, _ time: Timestamp,
    _ grant: RateLanes.Grant
  ) {
    let answer = lanes.ask(lane, cost: cost, at: time)
    #expect(answer == grant, "\(lane)")
  }

  @Test func urgentLanesKeepTheirReserve() {
    var lanes = RateLanes(capacity: 10, window: .seconds(10), reserves: [0, 1, 2, 4])
    for _ in 0..<6 { expect(&lanes, .query, 1, time(0), .now) }
    expect(&lanes, .query, 1, time(0), .wait(until: time(1)))
    for _ in 0..<2 { expect(&lanes, .new, 1, time(0), .now) }
    expect(&lanes, .new, 1, time(0), .wait(until: time(1)))
    expect(&lanes, .reduce, 1, time(0), .now)
    expect(&lanes, .reduce, 1, time(0), .wait(until: time(1)))
    expect(&lanes, .cancel, 1, time(0), .now)
    expect(&lanes, .cancel, 1, time(0), .wait(until: time(1)))
    expect(&lanes, .cancel, 1, time(1), .now)
    expect(&lanes, .cancel, 11, time(1), .wait(until: Timestamp(nanoseconds: .max)))
  }

  @Test func neverGrantsMoreThanTheBudgetAndWaitsAreExact() {
    var generator = SeededGenerator(seed: 9)
    var lanes = RateLanes(capacity: 100, window: .seconds(60))
    var now = time(0)
    var granted = 0
    for _ in 0..<20_000 {
      now = now.advanced(by: .milliseconds(Int64.random(in: 0...900, using: &generator)))
      let lane = RateLane.allCases.randomElement(using: &generator) ?? .new
      let cost = Int.random(in: 1...5, using: &generator)
      switch lanes.ask(lane, cost: cost, at: now) {
      case .now: granted += cost
      case .wait(let until):
        #expect(until > now)
        var copy = lanes
        expect(&copy, lane, cost, until, .now)
      }
    }
    #expect(granted <= 100 + Int(now.seconds + 1) * 100 / 60)
  }

  @Test func aHoldStopsEveryLane() {
    var lanes = RateLanes(capacity: 10, window: .seconds(1))
    lanes.hold(until: time(5))
    expect(&lanes, .cancel, 1, time(4), .wait(until: time(5)))
    expect(&lanes, .cancel, 1, time(5), .now)
    #expect(lanes.available(at: time(4)) == 9)
  }
}
