import Foundation
import GRDB
import TradingModel

extension Journal {
  /// Makes a new journal, readable by its owner only; refuses a path that exists. It is made under
  /// another name and given its own when it is complete.
  public static func create(
    path: String, configurationDigest: String, meta: [(key: String, value: String)] = [],
    durability: JournalDurability = .power
  ) throws(JournalError) -> Journal {
    let digest = try StoredForm.text(configurationDigest)
    let full = try canonicalPath(ofNew: path)
    let lock = try FileLock(path: full + ".lock", journal: full)
    let partial = full + ".partial"
    unlink(partial)
    do {
      try build(partial, digest, meta)
      try DurableFile.synchronize(partial)
      // A hard link, unlike a rename, never replaces a file.
      let linked = link(partial, full)
      let reason = errno
      unlink(partial)
      guard linked == 0 else {
        throw JournalError.cannotOpen(path: full, reason: String(cString: strerror(reason)))
      }
      try DurableFile.synchronizeDirectory(of: full)
      let journal = try Journal(
        path: full, configurationDigest: digest, queue: connect(full), lock: lock)
      try journal.startWAL()
      try journal.setDurability(durability)
      return journal
    } catch let error as JournalError {
      throw error
    } catch {
      throw .cannotOpen(path: full, reason: "\(error)")
    }
  }

  private static func build(
    _ path: String, _ digest: String, _ meta: [(key: String, value: String)]
  ) throws {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw JournalError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
    let journal = try Journal(
      path: path, configurationDigest: digest, queue: connect(path), lock: nil)
    try journal.createTables()
    for (key, value) in meta { try journal.setMeta(key, value) }
    try journal.queue.close()
  }

  /// Chooses what commits survive from now on.
  public func setDurability(_ durability: JournalDurability) throws(JournalError) {
    let level = durability == .power ? "FULL" : "NORMAL"
    try access { database in try database.execute(sql: "PRAGMA synchronous = \(level)") }
  }

  /// Opens a journal and checks it: kind, version, SQLite's quick check, and its last rows. Give
  /// nil to accept whatever configuration it belongs to.
  public static func open(
    path: String, configurationDigest: String?
  ) throws(JournalError) -> Journal {
    guard let resolved = realpath(path, nil) else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    let full = String(cString: resolved)
    free(resolved)
    let lock = try FileLock(path: full + ".lock", journal: full)
    let queue: DatabaseQueue
    let digest: String?
    do {
      queue = try connect(full)
      try checkIdentity(queue, path: full)
      digest = try queue.writeWithoutTransaction { database in
        try String.fetchOne(
          database, sql: "SELECT value FROM meta WHERE key = 'configurationDigest'")
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw .notAJournal(path: full)
    } catch {
      throw JournalError(error)
    }
    guard let digest else { throw .corrupt(detail: "the configuration digest is missing") }
    if let configurationDigest, configurationDigest != digest {
      throw .configurationChanged(journal: digest, given: configurationDigest)
    }
    let journal = Journal(path: full, configurationDigest: digest, queue: queue, lock: lock)
    try journal.startWAL()
    try journal.readEnd()
    return journal
  }

  /// A journal that is forgotten with the process, for backtests and tests.
  public static func memory(configurationDigest: String = "") throws(JournalError) -> Journal {
    do {
      let queue = try DatabaseQueue()
      let journal = Journal(
        path: "", configurationDigest: try StoredForm.text(configurationDigest), queue: queue,
        lock: nil)
      try journal.createTables()
      return journal
    } catch {
      throw JournalError(error)
    }
  }

  private static func canonicalPath(ofNew path: String) throws(JournalError) -> String {
    let url = URL(fileURLWithPath: path)
    guard let directory = realpath(url.deletingLastPathComponent().path, nil) else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { free(directory) }
    return String(cString: directory) + "/" + url.lastPathComponent
  }

  private static func connect(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.prepareDatabase { database in try database.execute(sql: Schema.connection) }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private static func checkIdentity(_ queue: DatabaseQueue, path: String) throws {
    try queue.writeWithoutTransaction { database in
      let application = try Int64.fetchOne(database, sql: "PRAGMA application_id")
      guard application == Schema.applicationID else { throw JournalError.notAJournal(path: path) }
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard version <= Schema.version else {
        throw JournalError.newerVersion(found: version, known: Schema.version)
      }
      let check = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
      guard check == "ok" else { throw JournalError.corrupt(detail: check) }
    }
  }

  private func startWAL() throws(JournalError) {
    let mode = try access { database in
      try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    }
    guard mode == "wal" else {
      throw .cannotOpen(path: path, reason: "the file system does not allow a write-ahead log")
    }
  }

  private func createTables() throws(JournalError) {
    try access { database in
      try database.inTransaction(.immediate) {
        try database.execute(sql: Schema.creation)
        try database.execute(
          sql: "INSERT INTO meta (key, value) VALUES ('configurationDigest', ?)",
          arguments: [self.configurationDigest])
        try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
        return .commit
      }
    }
  }

  private func readEnd() throws(JournalError) {
    let (input, effect) = try access { database in
      (
        try Row.fetchOne(
          database,
          sql: "SELECT position, hash, sequence, time FROM input ORDER BY sequence DESC LIMIT 1"),
        try Row.fetchOne(
          database, sql: "SELECT position, hash FROM effect ORDER BY position DESC LIMIT 1")
      )
    }
    var end: (position: Int64, hash: Data)?
    if let input {
      let position: Int64 = try StoredCell.value(input, 0)
      let sequence: Int64 = try StoredCell.value(input, 2)
      end = (position, try StoredCell.value(input, 1))
      lastSequence = UInt64(clamping: sequence)
      lastTime = Timestamp(nanoseconds: try StoredCell.value(input, 3))
    }
    if let effect {
      let position: Int64 = try StoredCell.value(effect, 0)
      if position > (end?.position ?? 0) { end = (position, try StoredCell.value(effect, 1)) }
    }
    if let end {
      chain.position = UInt64(clamping: end.position)
      chain.hash = Array(end.hash)
    }
  }
}
