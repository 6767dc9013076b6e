import GRDB
import TradingModel

extension Journal {
  /// Keeps a text under a key (run configuration, data digest), replacing the one before.
  public func setMeta(_ key: String, _ value: String) throws(JournalError) {
    guard key != "configurationDigest" else {
      throw .refused(detail: "the configuration digest never changes")
    }
    let (key, value) = (try StoredForm.text(key), try StoredForm.text(value))
    try commit { database in try Self.writeMeta(key, value, into: database) }
  }

  static func writeMeta(_ key: String, _ value: String, into database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO meta (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """, arguments: [key, value])
  }

  /// The text kept under a key, or nil.
  public func meta(_ key: String) throws(JournalError) -> String? {
    try access { database in
      try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }
  }

  /// Keeps the hash of the core's state after an input. Refuses another hash for the same input:
  /// that is a replay that went another way.
  public func setStateHash(sequence: UInt64, hash: String) throws(JournalError) {
    guard sequence <= lastSequence else {
      throw .refused(detail: "a state hash names input \(sequence), which is not stored")
    }
    let number = try StoredForm.number(sequence)
    let text = try StoredForm.text(hash)
    try commit { database in
      try Self.writeStateHash(number, text, into: database)
    }
  }

  static func write(
    _ checkpoint: JournalCheckpoint, after sequence: UInt64, into database: Database
  ) throws {
    try writeStateHash(
      try StoredForm.number(sequence), try StoredForm.text(checkpoint.stateHash), into: database)
    try writeMeta("clock", String(checkpoint.clock.nanoseconds), into: database)
  }

  private static func writeStateHash(
    _ sequence: Int64, _ hash: String, into database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO state_hash (sequence, hash) VALUES (?, ?)
        ON CONFLICT (sequence) DO UPDATE SET hash = hash WHERE hash = excluded.hash
        """, arguments: [sequence, hash])
    guard database.changesCount == 1 else {
      throw JournalError.refused(detail: "the state after input \(sequence) had another hash")
    }
  }

  /// The instant the run had reached at its last checkpoint; nil before the first.
  public func clock() throws(JournalError) -> Timestamp? {
    try meta("clock").flatMap { Int64($0) }.map { Timestamp(nanoseconds: $0) }
  }

  /// Every state hash kept, ascending by input.
  public func stateHashes() throws(JournalError) -> [(sequence: UInt64, hash: String)] {
    let rows = try access { database in
      try Row.fetchAll(database, sql: "SELECT sequence, hash FROM state_hash ORDER BY sequence")
    }
    var result: [(sequence: UInt64, hash: String)] = []
    for row in rows {
      let sequence: Int64 = try StoredCell.value(row, 0)
      result.append((UInt64(clamping: sequence), try StoredCell.value(row, 1)))
    }
    return result
  }

  /// The newest state hash and its input, or nil.
  public func lastStateHash() throws(JournalError) -> (sequence: UInt64, hash: String)? {
    let row = try access { database in
      try Row.fetchOne(
        database, sql: "SELECT sequence, hash FROM state_hash ORDER BY sequence DESC LIMIT 1")
    }
    guard let row else { return nil }
    let sequence: Int64 = try StoredCell.value(row, 0)
    return (UInt64(clamping: sequence), try StoredCell.value(row, 1))
  }
}
