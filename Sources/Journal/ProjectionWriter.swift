import FixedPoint
import GRDB
import TradingModel

/// Writes projection rows and notes what was odd about them.
struct ProjectionWriter {
  var duplicateExecutions = 0
  var conflictingExecutions: [JournalProjections.Execution] = []

  /// Writes all rows inside the caller's transaction.
  mutating func write(_ rows: JournalProjections, into database: Database) throws {
    for order in rows.orders { try write(order, into: database) }
    for execution in rows.executions { try write(execution, into: database) }
    for action in rows.actions {
      try database.cachedStatement(
        sql: """
          INSERT INTO action (id, kind, state, reference) VALUES (?, ?, ?, ?) ON CONFLICT (id)
          DO UPDATE SET state = excluded.state, reference = excluded.reference
          """
      ).execute(arguments: [
        try StoredForm.number(action.id.raw), action.kind.rawValue,
        try StoredForm.text(action.state), try StoredForm.text(action.reference),
      ])
    }
    for balance in rows.balances {
      try database.cachedStatement(
        sql: """
          INSERT INTO balance (key, amount) VALUES (?, ?)
          ON CONFLICT (key) DO UPDATE SET amount = excluded.amount
          """
      ).execute(arguments: [try StoredForm.text(balance.key), balance.amount.description])
    }
    for nonce in rows.nonces { try write(nonce, into: database) }
    for instruction in rows.instructions { try write(instruction, into: database) }
  }

  private func write(_ order: JournalProjections.Order, into database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO orders (id, client_order_id, venue_order_id, venue, instrument, side, state,
        quantity, filled, price) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
        SET venue_order_id = excluded.venue_order_id, state = excluded.state,
        quantity = excluded.quantity, filled = excluded.filled, price = excluded.price
        WHERE client_order_id = excluded.client_order_id
        """
    ).execute(arguments: [
      try StoredForm.number(order.id.raw), try StoredForm.text(order.clientOrderID.text),
      try StoredForm.text(order.venueOrderID), try StoredForm.text(order.venue),
      try StoredForm.text(order.instrument), order.side.rawValue, order.state.rawValue,
      order.quantity.description, order.filled.description, order.price?.description,
    ])
    guard database.changesCount == 1 else {
      throw JournalError.refused(detail: "\(order.id) has another client id")
    }
  }

  private mutating func write(
    _ execution: JournalProjections.Execution, into database: Database
  ) throws {
    let fill = execution.fill
    let key: [String] = [
      try StoredForm.text(execution.venue), try StoredForm.text(execution.instrument),
      "\(fill.tradeID)",
    ]
    let content: [(any DatabaseValueConvertible)?] = [
      try StoredForm.number(fill.order?.raw), fill.side.rawValue, fill.quantity.description,
      fill.price.description, fill.fee.description, fill.feeAsset.index, fill.liquidity.rawValue,
      fill.isLiquidation,
    ]
    let place: [Int64] = [
      try StoredForm.number(execution.sequence), execution.time.nanoseconds,
    ]
    try database.cachedStatement(
      sql: """
        INSERT INTO execution (venue, instrument, trade_id, sequence, time, order_id, side,
        quantity, price, fee, fee_asset, liquidity, liquidation)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (venue, instrument, trade_id) DO NOTHING
        """
    ).execute(
      arguments: StatementArguments(key) + StatementArguments(place) + StatementArguments(content))
    guard database.changesCount == 0 else { return }
    let same = try Bool.fetchOne(
      database,
      sql: """
        SELECT order_id IS ?4 AND side = ?5 AND quantity = ?6 AND price = ?7 AND fee = ?8
        AND fee_asset = ?9 AND liquidity = ?10 AND liquidation = ?11
        FROM execution WHERE venue = ?1 AND instrument = ?2 AND trade_id = ?3
        """, arguments: StatementArguments(key) + StatementArguments(content))
    if same == true {
      duplicateExecutions += 1
    } else {
      conflictingExecutions.append(execution)
    }
  }

  private func write(_ nonce: JournalProjections.Nonce, into database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO nonce (chain, address, nonce, action_id, state, transaction_hash)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (chain, address, nonce) DO UPDATE
        SET action_id = excluded.action_id, state = excluded.state,
        transaction_hash = excluded.transaction_hash
        WHERE action_id = excluded.action_id OR state = 'released'
        """
    ).execute(arguments: [
      try StoredForm.text(nonce.chain), try StoredForm.text(nonce.address),
      try StoredForm.number(nonce.nonce), try StoredForm.number(nonce.action.raw),
      nonce.state.rawValue, try StoredForm.text(nonce.transactionHash),
    ])
    guard database.changesCount == 1 else {
      throw JournalError.refused(
        detail: "nonce \(nonce.nonce) of \(nonce.address) belongs to another action")
    }
  }

  private func write(
    _ instruction: JournalProjections.Instruction, into database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO instruction (id, digest, report) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE
        SET report = excluded.report WHERE digest = excluded.digest
        """
    ).execute(arguments: [
      try StoredForm.text(instruction.id), try StoredForm.text(instruction.digest),
      try StoredForm.text(instruction.reportJSON),
    ])
    guard database.changesCount == 1 else {
      throw JournalError.refused(detail: "instruction \(instruction.id) has another body")
    }
  }
}
