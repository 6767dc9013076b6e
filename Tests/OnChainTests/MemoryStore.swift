import ChainTransactions
import OnChain
import Synchronization
import TradingModel

/// A store for tests that outlives the runner, as a file outlives a process.
final class MemoryStore: AttemptStore {
  private let state = Mutex<(attempts: [StoredAttempt], closed: Set<UInt64>)>(([], []))

  func save(_ attempt: StoredAttempt) throws {
    state.withLock { $0.attempts.append(attempt) }
  }

  func close(nonce: UInt64, state: TransactionState, receipt: TransactionReceipt?) throws {
    self.state.withLock { held in
      held.attempts.removeAll { $0.nonce == nonce }
      held.closed.insert(nonce)
    }
  }

  func open() throws -> [StoredAttempt] {
    state.withLock { $0.attempts.enumerated() }.sorted {
      ($0.element.nonce, $0.offset) < ($1.element.nonce, $1.offset)
    }.map(\.element)
  }

  var attempts: [StoredAttempt] { state.withLock { $0.attempts } }
}
