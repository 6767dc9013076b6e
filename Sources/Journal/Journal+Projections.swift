import FixedPoint
import GRDB
import TradingModel

extension Journal {
  /// Every execution stored, oldest first. The rows name venue and symbol; `instrument` gives the
  /// dense number they stand for.
  public func executions(
    instrument: (_ venue: String, _ symbol: String) -> InstrumentID?
  ) throws(JournalError) -> [JournalProjections.Execution] {
    let rows = try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT venue, instrument, trade_id, sequence, time, order_id, side, quantity, price, fee,
          fee_asset, liquidity, liquidation FROM execution ORDER BY sequence, rowid
          """)
    }
    var result: [JournalProjections.Execution] = []
    for row in rows { result.append(try Self.execution(row, instrument)) }
    return result
  }

  /// Every row of every projection as text, table by table in the order of their keys: equal
  /// projections have equal texts. A balance of zero is the same as none.
  public func projectionRows() throws(JournalError) -> [String] {
    let queries = [
      ("orders", "SELECT * FROM orders ORDER BY id"),
      ("execution", "SELECT * FROM execution ORDER BY venue, instrument, trade_id"),
      ("action", "SELECT * FROM action ORDER BY id"),
      ("balance", "SELECT * FROM balance WHERE amount <> '0' ORDER BY key"),
      ("nonce", "SELECT * FROM nonce ORDER BY chain, address, nonce"),
      ("instruction", "SELECT * FROM instruction ORDER BY id"),
    ]
    return try access { database in
      try queries.flatMap { table, query in
        try Row.fetchAll(database, sql: query).map { row in
          let cells = row.map { name, value in "\(name)=\(value)" }
          return "\(table): " + cells.joined(separator: " ")
        }
      }
    }
  }

  /// Replaces every projection by these rows, in one commit.
  public func replaceProjections(_ rows: JournalProjections) throws(JournalError) {
    var writer = ProjectionWriter()
    try commit { database in
      for table in ["orders", "execution", "action", "balance", "nonce", "instruction"] {
        try database.execute(sql: "DELETE FROM \(table)")
      }
      try writer.write(rows, into: database)
    }
  }

  private static func execution(
    _ row: Row, _ instrument: (String, String) -> InstrumentID?
  ) throws(JournalError) -> JournalProjections.Execution {
    let venue: String = try StoredCell.value(row, 0)
    let symbol: String = try StoredCell.value(row, 1)
    let sequence: Int64 = try StoredCell.value(row, 3)
    let order: Int64? = try StoredCell.optional(row, 5)
    let sideText: String = try StoredCell.value(row, 6)
    let liquidityText: String = try StoredCell.value(row, 11)
    let tradeText: String = try StoredCell.value(row, 2)
    let feeAsset: Int = try StoredCell.value(row, 10)
    guard let side = Side(rawValue: sideText), let liquidity = Liquidity(rawValue: liquidityText),
      let trade = UInt64(tradeText), let quantity = Quantity(try text(row, 7)),
      let price = Price(try text(row, 8)), let fee = Quantity(try text(row, 9)),
      let id = instrument(venue, symbol)
    else { throw .corrupt(detail: "an execution cannot be read: \(tradeText)") }
    let fill = Fill(
      order: order.map { OrderID(UInt64(clamping: $0)) }, instrument: id,
      tradeID: trade, side: side, quantity: quantity, price: price, fee: fee,
      feeAsset: AssetID(feeAsset), liquidity: liquidity,
      isLiquidation: try StoredCell.value(row, 12))
    return JournalProjections.Execution(
      venue: venue, instrument: symbol,
      sequence: UInt64(clamping: sequence),
      time: Timestamp(nanoseconds: try StoredCell.value(row, 4)), fill: fill)
  }

  private static func text(_ row: Row, _ column: Int) throws(JournalError) -> String {
    try StoredCell.value(row, column)
  }
}
