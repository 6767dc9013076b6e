import JSON

extension DecodeTool {
  /// The answer to one payload: values, an error, or both where the values call for action.
  static func text(id: JSONNode, _ failure: WireFailure?, _ decoded: Decoded?) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("id", id)
      if let failure { writer.record("error", failure) }
      if let decoded { write(decoded, into: &writer) }
    }
    return writer.text
  }

  /// The answer to a stream's frames.
  static func text(id: JSONNode, _ state: StreamState) -> String {
    var decoded = state.rest
    decoded.orders = state.orders
    decoded.fills = state.fills
    for entry in state.books {
      if let book = entry.chain.book {
        decoded.books.append(book)
      } else {
        decoded.books += entry.chain.updatesWaiting
      }
    }
    decoded.positions = latest(decoded.positions) { "\($0.venueSymbol ?? "") \($0.positionKey)" }
    decoded.balances = latest(decoded.balances) { "\($0.wallet) \($0.currency)" }
    decoded.quotes = latest(decoded.quotes) { $0.venueSymbol ?? "" }
    decoded.fundings = latest(decoded.fundings) { $0.venueSymbol ?? "" }
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("id", id)
      if let failure = state.failure { writer.record("error", failure) }
      write(decoded, into: &writer)
      writer.number("duplicates", state.duplicates)
      writer.number("stale", state.stale)
    }
    return writer.text
  }

  /// The last record of each key, in the order the keys first came.
  private static func latest<Record>(
    _ records: [Record], by key: (Record) -> String
  ) -> [Record] {
    var index: [String: Int] = [:]
    var result: [Record] = []
    for record in records {
      let name = key(record)
      if let place = index[name] {
        result[place] = record
      } else {
        index[name] = result.count
        result.append(record)
      }
    }
    return result
  }

  private static func write(_ decoded: Decoded, into writer: inout JSONWriter) {
    list("report", "reports", decoded.reports, &writer)
    list("order", "orders", decoded.orders, &writer)
    list("fill", "fills", decoded.fills, &writer)
    list("position", "positions", decoded.positions, &writer)
    list("balance", "balances", decoded.balances, &writer)
    list("balanceChange", "balanceChanges", decoded.balanceChanges, &writer)
    list("quote", "quotes", decoded.quotes, &writer)
    list("trade", "trades", decoded.trades, &writer)
    list("book", "books", decoded.books, &writer)
    list("funding", "fundings", decoded.fundings, &writer)
    list("fundingPayment", "fundingPayments", decoded.fundingPayments, &writer)
    list("ledgerEntry", "ledger", decoded.ledger, &writer)
    list("kline", "klines", decoded.klines, &writer)
    list("transfer", "transfers", decoded.transfers, &writer)
    list("address", "addresses", decoded.addresses, &writer)
    list("instrument", "instruments", decoded.instruments, &writer)
    list("leverageTier", "leverageTiers", decoded.tiers, &writer)
    list("feeRate", "feeRates", decoded.feeRates, &writer)
    list("permission", "permissions", decoded.keys, &writer)
    list("setting", "settings", decoded.settings, &writer)
    list("closedPosition", "closedPositions", decoded.closedPositions, &writer)
    list("event", "events", decoded.events, &writer)
    if let time = decoded.serverTime { writer.number("serverTime", time) }
    if let key = decoded.listenKey { writer.field("listenKey", key) }
    if let cursor = decoded.cursor { writer.field("cursor", cursor) }
    if decoded.isEmpty {
      if let name = decoded.kind?.listName { writer.records(name, [EventRecord]()) }
      writer.flag("empty", true)
    }
  }

  /// A list, and its element by the singular name when it has just one.
  private static func list(
    _ singular: String, _ plural: String, _ records: [some WireRecord],
    _ writer: inout JSONWriter
  ) {
    guard !records.isEmpty else { return }
    if records.count == 1 { writer.record(singular, records[0]) }
    writer.records(plural, records)
  }
}

extension PositionRecord {
  /// What tells two positions of one symbol apart in hedge mode.
  var positionKey: String { hedged == true ? side ?? "" : "" }
}
