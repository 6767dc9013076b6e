import ChainTransactions
import Ethereum
import Foundation
import Synchronization
import TradingModel

/// Attempts in one append-only file. Each record is its length (four bytes, big-endian), the
/// Keccak-256 of its text and the text (JSON); it is written with one call and synchronised before
/// `save` returns. A record that a power cut tore off at the end is cut away when the file is
/// opened: its transaction was never sent. The file is locked against a second process.
public final class FileAttemptStore: AttemptStore {
  private struct State {
    var attempts: [StoredAttempt] = []
    var outcomes: [StoredOutcome] = []
    var length = 0
    var isBroken = false
  }

  private let path: String
  private let descriptor: Int32
  private let state: Mutex<State>

  /// Opens the file, or makes it, and reads it.
  /// - Throws: `AttemptStoreError`.
  public init(path: String) throws(AttemptStoreError) {
    self.path = path
    let isNew = !FileManager.default.fileExists(atPath: path)
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
    do throws(AttemptStoreError) {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK ? .inUse(path: path) : Self.failure(path)
      }
      if isNew { try Self.synchronizeDirectory(of: path) }
      state = Mutex(try Self.read(descriptor, path))
    } catch {
      Foundation.close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { Foundation.close(descriptor) }

  public func save(_ attempt: StoredAttempt) throws {
    try append(.attempt(attempt))
  }

  public func close(nonce: UInt64, state: TransactionState, receipt: TransactionReceipt?) throws {
    try append(.closed(nonce: nonce, state, receipt))
  }

  public func open() throws -> [StoredAttempt] {
    state.withLock { $0.attempts.enumerated() }.sorted {
      ($0.element.nonce, $0.offset) < ($1.element.nonce, $1.offset)
    }.map(\.element)
  }

  public func closed() throws -> [StoredOutcome] { state.withLock { $0.outcomes } }

  private func append(_ record: AttemptRecord) throws(AttemptStoreError) {
    let frame = AttemptFrame.encode(record.bytes)
    try state.withLock { state throws(AttemptStoreError) in
      guard !state.isBroken else { throw .broken }
      let written = frame.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(state.length))
      }
      guard written == frame.count, fsync(descriptor) == 0 else {
        let failure = Self.failure(path)
        // Half a record in the middle of the file would look like damage later.
        let isRestored =
          ftruncate(descriptor, off_t(state.length)) == 0 && fsync(descriptor) == 0
        state.isBroken = !isRestored
        throw failure
      }
      state.length += frame.count
      Self.apply(record, to: &state)
    }
  }

  private static func apply(_ record: AttemptRecord, to state: inout State) {
    switch record {
    case .attempt(let attempt): state.attempts.append(attempt)
    case .closed(let nonce, let end, let receipt):
      let action = state.attempts.last { $0.nonce == nonce }?.intent.action
      state.attempts.removeAll { $0.nonce == nonce }
      if let action, let receipt {
        state.outcomes.append(
          StoredOutcome(action: action, nonce: nonce, state: end, receipt: receipt))
      }
    }
  }

  private static func read(
    _ descriptor: Int32, _ path: String
  ) throws(AttemptStoreError) -> State {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 { throw failure(path) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    var state = State()
    while state.length < bytes.count {
      switch AttemptFrame.decode(bytes, at: state.length) {
      case .torn:
        guard ftruncate(descriptor, off_t(state.length)) == 0, fsync(descriptor) == 0 else {
          throw failure(path)
        }
        return state
      case .damaged: throw .corrupt(path: path, offset: state.length)
      case .record(let text, let next):
        guard let record = AttemptRecord(text) else {
          throw .corrupt(path: path, offset: state.length)
        }
        apply(record, to: &state)
        state.length = next
      }
    }
    return state
  }

  private static func synchronizeDirectory(of path: String) throws(AttemptStoreError) {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = Foundation.open(directory, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { throw failure(path) }
    defer { Foundation.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> AttemptStoreError {
    .failed(path: path, reason: String(cString: strerror(errno)))
  }
}
