import ExecutionCore
import ExecutionRuntime
import FixedPoint
import Foundation
import LiveRuntime
import Orders
import Testing
import TradingModel

struct LiveRunnerTests {
  private func runner(_ history: History, inbox: Inbox) throws -> LiveRunner {
    let clock = SystemClock()
    var loop = LiveLoop(
      core: Fixture.core(), port: NotingPort(history: history), start: clock.now,
      recorder: NotingRecorder(history))
    try loop.take([Fixture.quote, Fixture.opening], at: clock.now)
    return try LiveRunner(loop, clock: clock, inbox: inbox)
  }

  @Test(.timeLimit(.minutes(1)))
  func inputsFromManyThreadsAreAllTakenInEachOnesOrder() async throws {
    let inbox = Inbox()
    let runner = try runner(History(), inbox: inbox)
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<4 {
        group.addTask {
          for number in 1...500 {
            let price = Price(1000 * (thread + 1) + number)
            inbox.put(.market(.mark(Fixture.instrument, price)))
          }
        }
      }
    }
    let deadline = SystemClock().now.advanced(by: .seconds(20))
    let sequence = await runner.wait({ _ in }, deadline: deadline) { state, _ in
      state.loop.core.sequence >= 2002 ? state.loop.core.sequence : nil
    }
    #expect(sequence == 2002)
    #expect(inbox.refusedUpdates == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func anAnswerOfThePortComesBackByTheClock() async throws {
    let history = History()
    let runner = try runner(history, inbox: Inbox())
    runner.inbox.put(Fixture.order)
    let deadline = SystemClock().now.advanced(by: .seconds(20))
    let isOpen = await runner.wait({ _ in }, deadline: deadline) { state, _ in
      state.loop.core.orders.state(of: OrderID(1)) == .open ? true : nil
    }
    #expect(isOpen == true)
    #expect(
      history.all.suffix(4) == ["stage 3", "commit", "submit 1", "stage 4", "commit"].suffix(4))
  }

  @Test(.timeLimit(.minutes(1)))
  func whoWaitsIsToldAtTheDeadline() async throws {
    let runner = try runner(History(), inbox: Inbox())
    let deadline = SystemClock().now.advanced(by: TimeSpan(nanoseconds: 50_000_000))
    let answer: Bool? = await runner.wait({ _ in }, deadline: deadline) { _, _ in nil }
    #expect(answer == nil)
  }

  @Test func aFullInboxRefusesQuotesAndKeepsPrivateInputs() {
    let inbox = Inbox(capacity: 4)
    #expect(inbox.put(Fixture.quote))
    #expect(inbox.put(Fixture.quote))
    #expect(!inbox.put(Fixture.quote))
    #expect(inbox.refusedUpdates == 1)
    #expect(inbox.put(Fixture.order))
    #expect(inbox.put(Fixture.order))
    #expect(!inbox.put(Fixture.order))
  }

  @Test func theSystemClockNeverGoesBack() {
    let clock = SystemClock()
    var last = clock.now
    for _ in 0..<10_000 {
      let next = clock.now
      #expect(next >= last)
      last = next
    }
  }
}
