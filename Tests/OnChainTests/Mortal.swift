import ChainTransactions
import OnChain
import Synchronization
import TradingModel
import Transport

/// Where a process may die between a signature and its receipt.
enum PersistPoint: String, CaseIterable, Sendable {
  case beforeSave, beforeBroadcast, beforeAnswer, beforeReceipt
}

/// A process that dies at one point: from then on nothing of it reaches the store or the network.
final class Mortal: Sendable {
  private struct State {
    var point: PersistPoint?
    var skip: Int
    var isDead = false
    var hasBroadcast = false
  }

  private let state: Mutex<State>

  /// Dies when that point was passed `skip` times.
  init(_ point: PersistPoint?, skip: Int = 0) {
    state = Mutex(State(point: point, skip: skip))
  }

  var isDead: Bool { state.withLock { $0.isDead } }

  func kill() { state.withLock { $0.isDead = true } }

  /// Whether the process is dead once it has come to a point.
  func reach(_ point: PersistPoint) -> Bool {
    state.withLock { state in
      if point == .beforeAnswer { state.hasBroadcast = true }
      guard state.point == point, !state.isDead else { return state.isDead }
      if point == .beforeReceipt, !state.hasBroadcast { return false }
      if state.skip > 0 {
        state.skip -= 1
      } else {
        state.isDead = true
      }
      return state.isDead
    }
  }
}

/// A store whose process may die.
struct MortalStore: AttemptStore {
  struct Died: Error {}
  let inner: any AttemptStore
  let mortal: Mortal

  func save(_ attempt: StoredAttempt) throws {
    if mortal.reach(.beforeSave) { throw Died() }
    try inner.save(attempt)
    if mortal.reach(.beforeBroadcast) { throw Died() }
  }

  func close(nonce: UInt64, state: TransactionState, receipt: TransactionReceipt?) throws {
    if mortal.isDead { throw Died() }
    try inner.close(nonce: nonce, state: state, receipt: receipt)
  }

  func open() throws -> [StoredAttempt] { try inner.open() }

  func closed() throws -> [StoredOutcome] { try inner.closed() }
}

/// A network whose process may die.
struct MortalSender: HTTPSending {
  let inner: any HTTPSending
  let mortal: Mortal

  func send(
    _ request: HTTPRequest, deadline: Duration
  ) async throws(TransportError) -> HTTPResponse {
    let gone = TransportError(.cancelled, .maybeSent)
    if mortal.isDead { throw gone }
    let body = String(decoding: request.body, as: UTF8.self)
    if body.contains("eth_getTransactionReceipt"), mortal.reach(.beforeReceipt) { throw gone }
    let response = try await inner.send(request, deadline: deadline)
    if body.contains("eth_sendRawTransaction"), mortal.reach(.beforeAnswer) { throw gone }
    if mortal.isDead { throw gone }
    return response
  }
}
