import ExecutionCore
import ExecutionRuntime
import Orders
import Testing
import TradingModel

struct LiveLoopTests {
  private let start = Timestamp(nanoseconds: 1_000_000)

  private func loop(_ history: History, failsCommit: Bool = false) -> LiveLoop {
    LiveLoop(
      core: Fixture.core(), port: NotingPort(history: history), start: start,
      recorder: NotingRecorder(history, failsCommit: failsCommit))
  }

  @Test func aBatchIsCommittedOnceBeforeAnythingOfItIsPerformed() throws {
    let history = History()
    var loop = loop(history)
    try loop.take([Fixture.quote, Fixture.opening, Fixture.order, Fixture.order], at: start)
    #expect(
      history.all == [
        "stage 1", "stage 2", "stage 3", "stage 4", "commit", "submit 1", "submit 2",
      ])
  }

  @Test func nothingIsPerformedWhenTheCommitFails() {
    let history = History()
    var loop = loop(history, failsCommit: true)
    #expect(throws: NotingRecorder.Broken.self) {
      try loop.take([Fixture.quote, Fixture.opening, Fixture.order], at: start)
    }
    #expect(!history.all.contains("submit 1"))
  }

  @Test func answersAreToldAtTheirTimeAndTimeNeverGoesBack() throws {
    let history = History()
    var loop = loop(history)
    try loop.take([Fixture.quote, Fixture.opening, Fixture.order], at: start)
    let due = start.advanced(by: TimeSpan(nanoseconds: 1000))
    #expect(loop.nextDue == due)
    try loop.tellDue(at: due, including: false)
    #expect(loop.core.orders.state(of: OrderID(1)) == .sending)
    try loop.tellDue(at: due)
    #expect(loop.core.orders.state(of: OrderID(1)) == .open)
    try loop.take([Fixture.quote], at: start)
    #expect(loop.now == due)
    #expect(loop.nextDue == nil)
  }

  @Test func whatHasNoPortIsAnsweredAsNotSent() throws {
    let history = History()
    var loop = LiveLoop(
      core: Fixture.core(), port: PortSet(catalog: Fixture.catalog(), exchanges: []),
      start: start, recorder: NotingRecorder(history))
    try loop.take([Fixture.quote, Fixture.opening, Fixture.order], at: start)
    try loop.tellDue(at: start)
    #expect(loop.core.orders.state(of: OrderID(1)) == .neverSent)
  }
}
