import GRDB
import TradingModel

extension Journal {
  /// At most `limit` inputs from `sequence` on with their effects, in order.
  public func steps(from sequence: UInt64, limit: Int = 1000) throws(JournalError) -> [JournalStep]
  {
    let first = try StoredForm.number(max(sequence, 1))
    let rows = try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT sequence, time, body FROM input WHERE sequence >= ? ORDER BY sequence LIMIT ?
          """, arguments: [first, limit])
    }
    var steps: [JournalStep] = []
    steps.reserveCapacity(rows.count)
    for row in rows {
      let number: Int64 = try StoredCell.value(row, 0)
      let expected = max(sequence, 1) + UInt64(steps.count)
      guard UInt64(clamping: number) == expected else { throw .chainBroken(sequence: expected) }
      steps.append(
        JournalStep(
          sequence: expected, time: Timestamp(nanoseconds: try StoredCell.value(row, 1)),
          text: try StoredCell.value(row, 2), effects: []))
    }
    guard let start = steps.first?.sequence, let end = steps.last?.sequence else { return [] }
    for effect in try effects(from: start, through: end) {
      steps[Int(effect.sequence - start)].effects.append(effect)
    }
    return steps
  }

  private func effects(
    from first: UInt64, through last: UInt64
  ) throws(JournalError) -> [JournalEffect] {
    let range = [try StoredForm.number(first), try StoredForm.number(last)]
    let rows = try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT sequence, kind, order_id, action_id, client_order_id, instruction_id, body
          FROM effect WHERE sequence BETWEEN ?1 AND ?2 ORDER BY position
          """, arguments: StatementArguments(range))
    }
    var result: [JournalEffect] = []
    for row in rows { result.append(try EffectRow(row, from: 0).effect()) }
    return result
  }
}
