import CCurl
import Synchronization

/// Work on its way to the transport's thread. The thread is woken only while it waits, so under
/// load handing over costs a lock and no system call.
final class TransportInbox: Sendable {
  typealias Work = @Sendable (TransportLoop) -> Void

  private struct State: ~Copyable {
    var work: [Work] = []
    var isWaiting = false
    var isStopped = false
    nonisolated(unsafe) var multi: UnsafeMutableRawPointer?
  }

  private let state: Mutex<State>

  init(multi: sending UnsafeMutableRawPointer) {
    state = Mutex(State(multi: multi))
  }

  /// Adds work; false once stopped.
  func post(_ work: @escaping Work) -> Bool {
    state.withLock { state in
      if state.isStopped { return false }
      state.work.append(work)
      wake(&state)
      return true
    }
  }

  /// Takes no more work from now on.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      wake(&state)
    }
  }

  /// Swaps what has come in against an empty list; true once stopped.
  func take(_ work: inout [Work]) -> Bool {
    state.withLock { state in
      state.isWaiting = false
      swap(&work, &state.work)
      return state.isStopped
    }
  }

  /// Announces that the thread will wait; false where there is work already.
  func mayWait() -> Bool {
    state.withLock { state in
      guard state.work.isEmpty, !state.isStopped else { return false }
      state.isWaiting = true
      return true
    }
  }

  /// The multi handle is gone: nobody may wake it any more.
  func detach() {
    state.withLock { $0.multi = nil }
  }

  private func wake(_ state: inout State) {
    guard state.isWaiting, let multi = state.multi else { return }
    state.isWaiting = false
    ccurl_multi_wakeup(multi)
  }
}
