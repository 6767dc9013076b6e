import Dispatch
import ExecutionRuntime
import Glibc
import Synchronization
import TradingModel

/// Runs a live loop on a thread of its own: drains the inbox in batches, tells what is due, and
/// lets callers look at the loop between two batches.
public final class LiveRunner: Sendable {
  /// Something done on the runner's thread, between two batches.
  typealias Work = @Sendable (inout State) -> Void

  /// What the thread owns.
  public struct State: Sendable {
    /// The loop.
    public var loop: LiveLoop
    /// The clock.
    public let clock: any LiveClock
    /// Why the loop stopped; nil while it runs.
    public internal(set) var failure: (any Error)?
    var waits: [Wait] = []

    /// Takes a batch now, after everything due before it. A failure ends the run.
    public mutating func put(_ inputs: [Input]) {
      guard failure == nil else { return }
      do {
        let now = clock.now
        try loop.tellDue(at: now, including: false)
        try loop.take(inputs, at: now)
      } catch {
        failure = error
      }
    }
  }

  /// Someone who waits for the loop to come to a point.
  struct Wait: Sendable {
    let deadline: Timestamp
    /// Looks at the loop after each batch; true when it has seen what it waits for. `isOver` says
    /// that nothing more will come, or that the deadline passed.
    let look: @Sendable (inout State, _ isOver: Bool) -> Bool
  }

  /// Where inputs are put.
  public let inbox: Inbox
  private let thread: pthread_t

  /// Starts the thread. With `batchLimit` one every input is committed and performed before the
  /// next is taken, which a simulated outside needs to be as in a backtest.
  ///
  /// - Throws: ``LiveRunnerError`` where the system has no thread left.
  public init(
    _ loop: LiveLoop, clock: any LiveClock, inbox: Inbox, batchLimit: Int = 256,
    observer: @escaping @Sendable (inout State) -> Void = { _ in }
  ) throws(LiveRunnerError) {
    self.inbox = inbox
    let driver = LiveDriver(
      State(loop: loop, clock: clock), inbox: inbox, batchLimit: batchLimit, observer: observer)
    var thread = pthread_t()
    let reference = Unmanaged.passRetained(driver)
    guard pthread_create(&thread, nil, runLiveDriver, reference.toOpaque()) == 0 else {
      reference.release()
      throw .noThread
    }
    self.thread = thread
  }

  deinit {
    inbox.stop()
    if pthread_equal(thread, pthread_self()) != 0 {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }

  /// Does something on the runner's thread; nil once it has stopped.
  public func perform<Result: Sendable>(
    _ body: @escaping @Sendable (inout State) -> Result
  ) async -> Result? {
    await withCheckedContinuation { continuation in
      let isTaken = inbox.post { state in continuation.resume(returning: body(&state)) }
      if !isTaken { continuation.resume(returning: nil) }
    }
  }

  /// Does something on the runner's thread and blocks until it is done; nil once it has stopped.
  /// For starting only: never from a task that others wait for.
  public func performAndWait<Result: Sendable>(
    _ body: @escaping @Sendable (inout State) -> Result
  ) -> Result? {
    let answer = Answer<Result>()
    let done = DispatchSemaphore(value: 0)
    let isTaken = inbox.post { state in
      let result = body(&state)
      answer.value.withLock { $0 = result }
      done.signal()
    }
    guard isTaken else { return nil }
    done.wait()
    return answer.value.withLock { $0 }
  }

  private final class Answer<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// Does something on the runner's thread and then looks after each batch until `look` answers,
  /// or asks it a last time when `deadline` passed or the loop stopped.
  public func wait<Result: Sendable>(
    _ begin: @escaping @Sendable (inout State) -> Void, deadline: Timestamp,
    look: @escaping @Sendable (inout State, _ isOver: Bool) -> Result?
  ) async -> Result? {
    await withCheckedContinuation { (continuation: CheckedContinuation<Result?, Never>) in
      let isTaken = inbox.post { state in
        begin(&state)
        state.waits.append(
          Wait(deadline: deadline) { state, isOver in
            let result = look(&state, isOver)
            guard result != nil || isOver else { return false }
            continuation.resume(returning: result)
            return true
          })
      }
      if !isTaken { continuation.resume(returning: nil) }
    }
  }
}

/// Why a runner could not start.
public enum LiveRunnerError: Error, Hashable, Sendable {
  /// The system has no thread left.
  case noThread
}

private func runLiveDriver(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let argument {
    Unmanaged<LiveDriver>.fromOpaque(argument).takeRetainedValue().run()
  }
  return nil
}
