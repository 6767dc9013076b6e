import Foundation
import GRDB
import TradingModel

extension Journal {
  /// Writes inputs, the effects they led to, projections and a checkpoint in one durable commit.
  /// Effects may be performed once it returns. Throws `outOfOrder` or `refused` with nothing
  /// written; after any other error the outcome is unknown and the journal takes no more.
  @discardableResult
  public func append(
    _ batch: [Stamped], effects: [JournalEffect] = [],
    projections: JournalProjections = JournalProjections(), checkpoint: JournalCheckpoint? = nil
  ) throws(JournalError) -> JournalReceipt {
    if let failure { throw failure }
    if batch.isEmpty && effects.isEmpty && projections.isEmpty && checkpoint == nil {
      return JournalReceipt(head: head, duplicateExecutions: 0, conflictingExecutions: [])
    }
    var end = chain
    let inputs = try inputRows(batch, &end)
    let last = batch.last?.sequence ?? lastSequence
    let outputs = try effectRows(effects, last: last, &end)
    var writer = ProjectionWriter()
    try commit { database in
      try Self.insert(inputs, into: database)
      try Self.insert(outputs, into: database)
      try writer.write(projections, into: database)
      if let checkpoint { try Self.write(checkpoint, after: last, into: database) }
    }
    chain = end
    lastSequence = last
    lastTime = batch.last?.time ?? lastTime
    return JournalReceipt(
      head: head, duplicateExecutions: writer.duplicateExecutions,
      conflictingExecutions: writer.conflictingExecutions)
  }

  /// Runs a transaction. A refusal rolls back and leaves the journal usable; any other failure,
  /// above all that of the COMMIT itself, ends the journal's service.
  func commit(_ body: (Database) throws -> Void) throws(JournalError) {
    if let failure { throw failure }
    var isCommitting = false
    do {
      try access { database in
        try database.inTransaction(.immediate) {
          try body(database)
          isCommitting = true
          return .commit
        }
      }
    } catch {
      if !isCommitting, case .refused = error { throw error }
      let fatal: JournalError
      if isCommitting {
        fatal = .storeFailed(detail: "outcome of a commit is unknown: \(error.message)")
      } else {
        fatal = error
      }
      failure = fatal
      throw fatal
    }
  }

  private func inputRows(
    _ batch: [Stamped], _ end: inout HashChain
  ) throws(JournalError) -> [InputRow] {
    var rows: [InputRow] = []
    rows.reserveCapacity(batch.count)
    var sequence = lastSequence
    var time = lastTime
    for stamped in batch {
      guard stamped.sequence == sequence &+ 1 else {
        throw .outOfOrder(expected: sequence &+ 1, found: stamped.sequence)
      }
      guard stamped.time >= time else {
        throw .refused(detail: "time went back at input \(stamped.sequence)")
      }
      sequence = stamped.sequence
      time = stamped.time
      let body = try InputText.encode(stamped.input)
      end.addInput(sequence: sequence, time: time.nanoseconds, body: body)
      rows.append(
        InputRow(
          sequence: try StoredForm.number(sequence), position: try StoredForm.number(end.position),
          time: time.nanoseconds, body: body, hash: Data(end.hash)))
    }
    return rows
  }

  private func effectRows(
    _ effects: [JournalEffect], last: UInt64, _ end: inout HashChain
  ) throws(JournalError) -> [(row: EffectRow, position: Int64, hash: Data)] {
    var rows: [(row: EffectRow, position: Int64, hash: Data)] = []
    rows.reserveCapacity(effects.count)
    for effect in effects {
      guard effect.sequence <= last else {
        throw .refused(detail: "an effect names input \(effect.sequence), which is not stored")
      }
      let row = try EffectRow(effect)
      end.addEffect(row)
      rows.append((row, try StoredForm.number(end.position), Data(end.hash)))
    }
    return rows
  }

  private static func insert(_ rows: [InputRow], into database: Database) throws {
    guard !rows.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: "INSERT INTO input (sequence, position, time, body, hash) VALUES (?, ?, ?, ?, ?)")
    for row in rows {
      try statement.execute(
        arguments: [row.sequence, row.position, row.time, row.body, row.hash])
    }
  }

  private static func insert(
    _ rows: [(row: EffectRow, position: Int64, hash: Data)], into database: Database
  ) throws {
    guard !rows.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO effect (position, sequence, kind, order_id, action_id, client_order_id,
        instruction_id, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (row, position, hash) in rows {
      try statement.execute(arguments: [
        position, row.sequence, row.kind, row.order, row.action, row.clientOrderID,
        row.instruction, row.body, hash,
      ])
    }
  }
}
