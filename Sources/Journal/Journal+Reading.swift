import GRDB
import TradingModel

extension Journal {
  /// Gives every input from `sequence` on, in order, until `body` answers false. Reads a thousand
  /// rows at a time; `body` may use the journal.
  public func forEachInput(
    from sequence: UInt64 = 1, _ body: (Stamped) -> Bool
  ) throws(JournalError) {
    var next = max(sequence, 1)
    while next <= lastSequence {
      let first = try StoredForm.number(next)
      let rows = try access { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT sequence, time, body FROM input WHERE sequence >= ? ORDER BY sequence LIMIT 1000
            """, arguments: [first])
      }
      guard !rows.isEmpty else { throw .chainBroken(sequence: next) }
      for row in rows {
        let found: Int64 = try StoredCell.value(row, 0)
        guard UInt64(clamping: found) == next else { throw .chainBroken(sequence: next) }
        let stamped = Stamped(
          sequence: next, time: Timestamp(nanoseconds: try StoredCell.value(row, 1)),
          input: try InputText.decode(try StoredCell.value(row, 2)))
        guard body(stamped) else { return }
        next += 1
      }
    }
  }

  /// All inputs from `sequence` on, in order, in memory at once.
  public func inputs(from sequence: UInt64 = 1) throws(JournalError) -> [Stamped] {
    var result: [Stamped] = []
    try forEachInput(from: sequence) { stamped in
      result.append(stamped)
      return true
    }
    return result
  }

  /// The digest and newest report of an instruction taken in this or an earlier run; nil for an id
  /// never seen. The report is empty while there is none.
  public func instruction(
    id: String
  ) throws(JournalError) -> (digest: String, reportJSON: String)? {
    let row = try access { database in
      try Row.fetchOne(
        database, sql: "SELECT digest, report FROM instruction WHERE id = ?", arguments: [id])
    }
    guard let row else { return nil }
    return (try StoredCell.value(row, 0), try StoredCell.value(row, 1))
  }

  /// Effects caused by inputs from `sequence` on, in the order they were written.
  public func effects(from sequence: UInt64 = 1) throws(JournalError) -> [JournalEffect] {
    let first = try StoredForm.number(sequence)
    let rows = try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT sequence, kind, order_id, action_id, client_order_id, instruction_id, body
          FROM effect WHERE sequence >= ? ORDER BY position
          """, arguments: [first])
    }
    var result: [JournalEffect] = []
    for row in rows { result.append(try EffectRow(row, from: 0).effect()) }
    return result
  }
}

extension EffectRow {
  /// Reads the seven columns that begin at `column`.
  init(_ row: Row, from column: Int) throws(JournalError) {
    sequence = try StoredCell.value(row, column)
    kind = try StoredCell.value(row, column + 1)
    order = try StoredCell.optional(row, column + 2)
    action = try StoredCell.optional(row, column + 3)
    clientOrderID = try StoredCell.optional(row, column + 4)
    instruction = try StoredCell.optional(row, column + 5)
    body = try StoredCell.value(row, column + 6)
  }

  /// The effect it stores.
  func effect() throws(JournalError) -> JournalEffect {
    guard let kind = JournalEffect.Kind(rawValue: kind) else {
      throw .corrupt(detail: "an effect has the unknown kind \(kind)")
    }
    return JournalEffect(
      sequence: UInt64(clamping: sequence), kind: kind,
      order: order.map { OrderID(UInt64(clamping: $0)) },
      action: action.map { ActionID(UInt64(clamping: $0)) },
      clientOrderID: clientOrderID.map { ClientOrderID($0) }, instruction: instruction, body: body)
  }
}
