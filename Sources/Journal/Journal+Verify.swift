import Foundation
import GRDB
import Hashing

extension Journal {
  /// Recomputes the hash chain over every input and effect. Throws `chainBroken` with the first
  /// place that does not fit. Give a head exported earlier to prove as well that nothing up to it
  /// was cut off or rewritten.
  public func verify(expecting exported: JournalHead? = nil) throws(JournalError) {
    var walk = HashChain(configurationDigest: configurationDigest)
    var sequence: UInt64 = 0
    try check(exported, walk, sequence)
    while walk.position < chain.position {
      let rows = try rows(after: walk.position)
      guard !rows.isEmpty else { throw .chainBroken(sequence: sequence) }
      for row in rows {
        try step(row, &walk, &sequence)
        try check(exported, walk, sequence)
      }
    }
    guard walk == chain, sequence == lastSequence else { throw .chainBroken(sequence: sequence) }
    if let exported, exported.position > walk.position {
      throw .chainBroken(sequence: sequence &+ 1)
    }
  }

  /// Has SQLite check every page and index. Throws `corrupt` with the first flaw.
  public func checkIntegrity() throws(JournalError) {
    let answer = try access { database in
      try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "no answer"
    }
    guard answer == "ok" else { throw .corrupt(detail: answer) }
  }

  private func check(
    _ exported: JournalHead?, _ walk: HashChain, _ sequence: UInt64
  ) throws(JournalError) {
    guard let exported, exported.position == walk.position else { return }
    guard exported.hash == walk.hexadecimal, exported.sequence == sequence else {
      throw .chainBroken(sequence: sequence)
    }
  }

  private func rows(after position: UInt64) throws(JournalError) -> [Row] {
    let start = try StoredForm.number(position)
    let sequence = try access { database in
      try Int64.fetchOne(
        database, sql: "SELECT max(sequence) FROM input WHERE position <= ?", arguments: [start])
    }
    return try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM (SELECT position, hash, 'I', sequence, time, body, NULL, NULL, NULL, NULL
          FROM input WHERE sequence > ? ORDER BY sequence LIMIT 2000)
          UNION ALL SELECT * FROM (SELECT position, hash, 'E', sequence, kind, order_id, action_id,
          client_order_id, instruction_id, body FROM effect WHERE position > ?
          ORDER BY position LIMIT 2000) ORDER BY 1 LIMIT 2000
          """, arguments: [sequence ?? 0, start])
    }
  }

  private func step(
    _ row: Row, _ walk: inout HashChain, _ sequence: inout UInt64
  ) throws(JournalError) {
    let isInput = (row[2] as DatabaseValue) == "I".databaseValue
    let place = isInput ? sequence &+ 1 : sequence
    do {
      let position: Int64 = try StoredCell.value(row, 0)
      let stored: Data = try StoredCell.value(row, 1)
      let number: Int64 = try StoredCell.value(row, 3)
      guard UInt64(clamping: position) == walk.position &+ 1 else {
        // An effect of a later input shows that the input itself is the row that is gone.
        let isInputGone = UInt64(clamping: number) > sequence
        throw JournalError.chainBroken(sequence: isInputGone ? sequence &+ 1 : place)
      }
      if isInput {
        guard UInt64(clamping: number) == place else {
          throw JournalError.chainBroken(sequence: place)
        }
        walk.addInput(
          sequence: place, time: try StoredCell.value(row, 4), body: try StoredCell.value(row, 5))
      } else {
        walk.addEffect(try EffectRow(row, from: 3))
      }
      guard Array(stored) == walk.hash else { throw JournalError.chainBroken(sequence: place) }
    } catch let error as JournalError {
      if case .chainBroken = error { throw error }
      throw .chainBroken(sequence: place)
    } catch {
      throw .chainBroken(sequence: place)
    }
    sequence = place
  }
}
