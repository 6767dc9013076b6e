import ExecutionRuntime
import TradingModel

/// What the runner's thread does; touched by that thread only.
final class LiveDriver: @unchecked Sendable {
  /// Longest time between two looks at who waits, in nanoseconds.
  private static let longestWait: Int64 = 100_000_000

  private var state: LiveRunner.State
  private let inbox: Inbox
  private let batchLimit: Int
  private let observer: @Sendable (inout LiveRunner.State) -> Void

  init(
    _ state: LiveRunner.State, inbox: Inbox, batchLimit: Int,
    observer: @escaping @Sendable (inout LiveRunner.State) -> Void
  ) {
    self.state = state
    self.inbox = inbox
    self.batchLimit = max(1, batchLimit)
    self.observer = observer
  }

  func run() {
    while true {
      let contents = inbox.take(waitingAtMost: patience(), limit: 4096)
      if contents.isOverflowing, state.failure == nil { state.failure = InboxOverflow() }
      attempt { try drain(contents.inputs) }
      for work in contents.work { work(&state) }
      attempt { try state.loop.tellDue(at: state.clock.now) }
      observer(&state)
      let isOver = contents.isStopped || state.failure != nil || state.loop.haltReason != nil
      look(isOver: isOver)
      if contents.isStopped { return }
    }
  }

  private func drain(_ inputs: [Input]) throws {
    var rest = inputs[...]
    while !rest.isEmpty {
      let now = state.clock.now
      try state.loop.tellDue(at: now, including: false)
      try state.loop.take(Array(rest.prefix(batchLimit)), at: now)
      rest = rest.dropFirst(batchLimit)
    }
  }

  /// After a failure of the store nothing more is sent: what is durable is known only after the
  /// journal was opened again.
  private func attempt(_ body: () throws -> Void) {
    guard state.failure == nil else { return }
    do { try body() } catch { state.failure = error }
  }

  private func look(isOver: Bool) {
    let waits = state.waits
    state.waits = []
    for wait in waits {
      let isLate = isOver || state.clock.now >= wait.deadline
      if !wait.look(&state, isLate) { state.waits.append(wait) }
    }
  }

  private func patience() -> Int64 {
    guard let due = state.loop.nextDue else { return Self.longestWait }
    return min(Self.longestWait, max(0, due.since(state.clock.now).nanoseconds))
  }
}

/// More private inputs came than the inbox holds; what was lost can only be learned from the venue.
public struct InboxOverflow: Error, Hashable, Sendable {}
