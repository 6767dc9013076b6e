import Foundation
import GRDB
import Hashing
import TradingModel

/// The durable truth: all inputs in order, the effects they led to, and projections, in one SQLite
/// file with one writer. Used from one thread.
public final class Journal {
  /// Where the file is; empty for a journal in memory.
  public let path: String
  /// The configuration the journal belongs to.
  public let configurationDigest: String

  let queue: DatabaseQueue
  private let lock: FileLock?
  var chain: HashChain
  var lastSequence: UInt64 = 0
  var lastTime = Timestamp(nanoseconds: .min)
  /// Set by the first failed write; from then on nothing is accepted.
  var failure: JournalError?

  init(path: String, configurationDigest: String, queue: DatabaseQueue, lock: FileLock?) {
    self.path = path
    self.configurationDigest = configurationDigest
    self.queue = queue
    self.lock = lock
    chain = HashChain(configurationDigest: configurationDigest)
  }

  /// The end of the chain: the last durable row.
  public var head: JournalHead {
    JournalHead(sequence: lastSequence, position: chain.position, hash: chain.hexadecimal)
  }

  /// Runs one access to the database with every error as a ``JournalError``.
  func access<Result>(
    _ body: (Database) throws -> Result
  ) throws(JournalError) -> Result {
    do {
      return try queue.writeWithoutTransaction(body)
    } catch {
      throw JournalError(error)
    }
  }
}

extension JournalError {
  /// SQLite's errors by their meaning: damage, or a failed store.
  init(_ error: any Error) {
    if let known = error as? JournalError {
      self = known
      return
    }
    guard let failure = error as? DatabaseError else {
      self = .storeFailed(detail: "\(error)")
      return
    }
    switch failure.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(detail: failure.description)
    case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG: self = .refused(detail: failure.description)
    default: self = .storeFailed(detail: failure.description)
    }
  }
}
