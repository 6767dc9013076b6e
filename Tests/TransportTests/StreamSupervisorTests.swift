import TestSupport
import Testing

@testable import Transport

@Suite struct StreamSupervisorTests {
  private let second: Int64 = 1_000_000_000

  @Test func anHourOfRefusalsStaysWithinTheBudget() {
    for seed in 0..<20 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var supervisor = StreamSupervisor()
      supervisor.start(at: 0)
      var attempts = 0
      var now: Int64 = 0
      while now < 3_600 * second {
        for action in supervisor.due(at: now) where action == .connect {
          attempts += 1
          supervisor.closed(at: now, entropy: random.next())
        }
        guard let next = supervisor.nextDue else { break }
        now = max(now + 1, next)
      }
      #expect(attempts <= 80)
      #expect(attempts >= 50)
    }
  }

  @Test func waitsGrowAndKeepTheirBounds() {
    let policy = ReconnectPolicy()
    for failures in 1...80 {
      let low = policy.delay(failures: failures, entropy: 0)
      let high = (0..<200).map { policy.delay(failures: failures, entropy: $0 &* .max / 199) }.max()
      #expect(low >= policy.firstDelay / 2)
      #expect((high ?? 0) <= policy.longestDelay)
    }
    #expect(policy.delay(failures: 20, entropy: 0) == 30 * second)
  }

  @Test func aSpentBudgetWaitsForTheWindow() {
    var policy = ReconnectPolicy()
    policy.attempts = 3
    policy.window = 100 * second
    var supervisor = StreamSupervisor(policy: policy)
    supervisor.start(at: 0)
    var now: Int64 = 0
    for _ in 0..<3 {
      #expect(supervisor.due(at: now) == [.connect])
      supervisor.closed(at: now, entropy: 0)
      now = supervisor.nextDue ?? now
    }
    #expect(supervisor.isBudgetSpent)
    #expect(now == 100 * second)
    #expect(supervisor.due(at: now - 1) == [])
    #expect(supervisor.due(at: now) == [.connect])
  }

  @Test func silenceIsNoticedInTime() {
    var supervisor = StreamSupervisor()
    supervisor.start(at: 0)
    #expect(supervisor.due(at: 0) == [.connect])
    supervisor.opened(at: 0)
    supervisor.heard(at: 5 * second)
    #expect(supervisor.due(at: 15 * second) == [.sendHeartbeat])
    #expect(supervisor.due(at: 15 * second) == [])
    #expect(supervisor.due(at: 50 * second - 1) == [.sendHeartbeat])
    #expect(supervisor.due(at: 50 * second) == [.abandon(.silent)])
    #expect(supervisor.due(at: 60 * second) == [])
    supervisor.closed(at: 60 * second, entropy: 0)
    #expect(supervisor.failuresInARow == 1)
  }

  @Test func aStaleChannelIsNamedThoughOthersSpeak() {
    var supervisor = StreamSupervisor()
    supervisor.start(at: 0)
    _ = supervisor.due(at: 0)
    supervisor.watch(channel: "book", within: 3 * second, at: 0)
    supervisor.watch(channel: "trades", within: 60 * second, at: 0)
    supervisor.opened(at: second)
    supervisor.heard(channel: "book", at: 2 * second)
    supervisor.heard(channel: "trades", at: 4 * second)
    #expect(supervisor.nextDue == 5 * second)
    #expect(supervisor.due(at: 5 * second) == [.abandon(.staleChannel("book"))])
  }

  @Test func anOrderWithoutItsEchoIsNoticedWithinSixSeconds() {
    var supervisor = StreamSupervisor()
    supervisor.start(at: 0)
    _ = supervisor.due(at: 0)
    supervisor.opened(at: 0)
    supervisor.await("order 1", within: 5 * second, at: second)
    supervisor.await("order 2", within: 5 * second, at: second)
    supervisor.arrived("order 1")
    supervisor.heard(at: 5 * second)
    #expect(supervisor.due(at: 6 * second - 1) == [])
    #expect(supervisor.due(at: 6 * second) == [.abandon(.unanswered("order 2"))])
  }

  @Test func aStableStreamStartsOver() {
    var supervisor = StreamSupervisor()
    supervisor.start(at: 0)
    for _ in 0..<5 {
      _ = supervisor.due(at: supervisor.nextDue ?? 0)
      supervisor.closed(at: supervisor.nextDue ?? 0, entropy: 0)
    }
    #expect(supervisor.failuresInARow == 5)
    let now = supervisor.nextDue ?? 0
    _ = supervisor.due(at: now)
    supervisor.opened(at: now)
    supervisor.closed(at: now + 61 * second, entropy: 0)
    #expect(supervisor.failuresInARow == 1)
  }

  @Test func aSlowConnectionIsGivenUp() {
    var supervisor = StreamSupervisor()
    supervisor.start(at: 0)
    #expect(supervisor.due(at: 0) == [.connect])
    #expect(supervisor.due(at: 10 * second) == [.abandon(.slowToOpen)])
    supervisor.stop()
    #expect(supervisor.nextDue == nil)
  }
}
