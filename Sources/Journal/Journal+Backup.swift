import Foundation
import GRDB

extension Journal {
  /// Writes a complete, compact copy: made beside its final name, checked, made durable and only
  /// then given the name. Refuses a path that exists. The copy is an ordinary journal.
  public func backup(to path: String) throws(JournalError) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw .cannotOpen(path: path, reason: "a backup never replaces a file")
    }
    let partial = path + ".partial"
    unlink(partial)
    let descriptor = Foundation.open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: partial, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
    do {
      try access { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [partial])
      }
      try checkCopy(partial)
      try DurableFile.synchronize(partial)
    } catch {
      unlink(partial)
      throw error
    }
    guard rename(partial, path) == 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    try DurableFile.synchronizeDirectory(of: path)
  }

  private func checkCopy(_ path: String) throws(JournalError) {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let copy = try DatabaseQueue(path: path, configuration: configuration)
      let (check, sequence, rows) = try copy.read { database in
        (
          try String.fetchOne(database, sql: "PRAGMA quick_check(1)"),
          try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM input") ?? 0,
          try Int64.fetchOne(
            database,
            sql: "SELECT (SELECT count(*) FROM input) + (SELECT count(*) FROM effect)") ?? 0
        )
      }
      try copy.close()
      guard check == "ok", UInt64(clamping: sequence) == lastSequence,
        UInt64(clamping: rows) == chain.position
      else { throw JournalError.storeFailed(detail: "the copy differs from the journal") }
    } catch {
      throw JournalError(error)
    }
  }
}
