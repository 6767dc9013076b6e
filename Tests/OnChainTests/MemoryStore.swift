import ChainTransactions
import OnChain
import Synchronization
import TradingModel

/// A store for tests that outlives the runner, as a file outlives a process.
final class MemoryStore: AttemptStore {
  private let state = Mutex<(attempts: [StoredAttempt], closed: [StoredOutcome])>(([], []))

  private let history = Mutex<[StoredAttempt]>([])

  func save(_ attempt: StoredAttempt) throws {
    state.withLock { $0.attempts.append(attempt) }
    history.withLock { $0.append(attempt) }
  }

  /// Every attempt ever saved, closed ones too.
  var everything: [StoredAttempt] { history.withLock { $0 } }

  func close(nonce: UInt64, state: TransactionState, receipt: TransactionReceipt?) throws {
    self.state.withLock { held in
      let action = held.attempts.last { $0.nonce == nonce }?.intent.action
      held.attempts.removeAll { $0.nonce == nonce }
      if let action, let receipt {
        held.closed.append(
          StoredOutcome(action: action, nonce: nonce, state: state, receipt: receipt))
      }
    }
  }

  func open() throws -> [StoredAttempt] {
    state.withLock { $0.attempts.enumerated() }.sorted {
      ($0.element.nonce, $0.offset) < ($1.element.nonce, $1.offset)
    }.map(\.element)
  }

  func closed() throws -> [StoredOutcome] { state.withLock { $0.closed } }

  var attempts: [StoredAttempt] { state.withLock { $0.attempts } }
}
