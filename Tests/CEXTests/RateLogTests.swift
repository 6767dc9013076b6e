import Orders
import Testing
import VenueDefinitions

@testable import CEX

/// One request limit, as pure arithmetic and as a file that processes share.
@Suite struct RateLogTests {
  static let second: Int64 = 1_000_000_000

  /// Ten times the limit is asked for by impatient callers; no window anywhere may hold more.
  @Test(arguments: [(10, 1), (60, 2), (6000, 60), (1, 1)])
  func noWindowHoldsMoreThanTheLimit(limit: Int, seconds: Int64) {
    var log = RateLog(limit: limit, window: seconds * Self.second)
    var random = SplitMix64(seed: UInt64(limit))
    var sent: [(at: Int64, cost: Int)] = []
    var now: Int64 = 1_700_000_000 * Self.second
    let step = seconds * Self.second / Int64(10 * limit) + 1
    for _ in 0..<(40 * limit).clamped(to: 400...60_000) {
      now += Int64(random.next() % UInt64(2 * step))
      let cost = limit > 100 ? Int(random.next() % 20) + 1 : 1
      let lane = RateLane.allCases[Int(random.next() % 4)]
      if log.ask(lane, cost: cost, at: now) == .now { sent.append((now, cost)) }
    }
    var first = 0
    var sum = 0
    for last in sent.indices {
      sum += sent[last].cost
      while sent[last].at - sent[first].at >= seconds * Self.second {
        sum -= sent[first].cost
        first += 1
      }
      #expect(sum <= limit)
    }
    #expect(sent.count > limit / 20)
  }

  @Test func aWaitIsLongEnoughAndCancelsGoFirst() {
    var log = RateLog(limit: 20, window: Self.second)
    let now = 1_700_000_000 * Self.second
    var queries = 0
    while case .now = log.ask(.query, cost: 1, at: now) { queries += 1 }
    #expect(queries == 14)
    var orders = 0
    while case .now = log.ask(.new, cost: 1, at: now) { orders += 1 }
    #expect(orders == 4)
    #expect(log.ask(.cancel, cost: 1, at: now) == .now)
    guard case .wait(let until) = log.ask(.query, cost: 1, at: now) else {
      Issue.record("nothing to wait for")
      return
    }
    #expect(until - now < 2 * Self.second)
    #expect(log.ask(.query, cost: 1, at: until) == .now)
    #expect(log.ask(.query, cost: 15, at: until) == .never)
  }

  @Test func bytesComeBackAndNonsenseIsNotTaken() {
    var log = RateLog(limit: 20, window: Self.second)
    let now = 1_700_000_000 * Self.second
    _ = log.ask(.new, cost: 7, at: now)
    log.hold(until: now + 5)
    var other = RateLog(limit: 20, window: Self.second)
    other.take(log.encoded[...])
    #expect(other == log)
    #expect(log.encoded.count == RateLog.size)
    let before = other
    other.take(RateLog(limit: 21, window: Self.second).encoded[...])
    other.take([UInt8](repeating: 0xff, count: RateLog.size)[...])
    other.take([1, 2, 3][...])
    #expect(other == before)
  }

  @Test func aBanIsRememberedByTheNextProcess() throws {
    let folder = try #require(FileFolder())
    let definition = try #require(try Fixture.registry.get().definition(named: "binance"))
    func budget(key: String) throws -> RateBudget {
      try RateBudget(definition, origin: "http://127.0.0.1:1", key: key, folder: folder.path)
    }
    let now = 1_700_000_000 * Self.second
    let first = try budget(key: "a")
    #expect(first.ask("spotWeight", .cancel, cost: 5000, at: now) == .now)
    let second = try budget(key: "b")
    guard case .wait = second.ask("spotWeight", .cancel, cost: 2000, at: now) else {
      Issue.record("two processes had the same room")
      return
    }
    first.hold("linearWeight", until: now + 600 * Self.second, isBan: true)
    let later = now + 300 * Self.second
    #expect(
      try budget(key: "c").ask("spotWeight", .cancel, cost: 1, at: later)
        == .wait(until: now + 600 * Self.second))
    #expect(
      try budget(key: "c").ask("spotWeight", .cancel, cost: 1, at: now + 600 * Self.second) == .now)
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
