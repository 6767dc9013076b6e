import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension BinanceDecoder {
  func frame(_ body: JSONNode) throws(WireFailure) -> Decoded {
    var row = WireRow(body)
    if let elements = body.elements {
      var all = Decoded()
      for element in try WireRow.rows(elements) { try readEvent(element, nil, into: &all) }
      guard !all.isEmpty else { throw .malformed("an empty list of events") }
      return all
    }
    if row.has("status"), row.has("result") || row.has("error") {
      return try answer(body, status: nil, context: RequestContext())
    }
    var context = RequestContext()
    context.mutates = false
    if let error = row.row("error"), let failure = refusal(error, status: nil, context: context) {
      throw failure
    }
    if let failure = refusal(row, status: nil, context: context) { throw failure }
    var decoded = Decoded()
    if row.has("id"), let result = row.node["result"] {
      guard case .null = result else { throw .malformed("result is not null") }
      decoded.events.append(EventRecord(kind: "subscribed", subject: row.text("id")))
      return decoded
    }
    let stream = row.text("stream")
    if let inner = row.row("data") ?? row.row("event") {
      row = inner
    } else if let elements = row.node["data"]?.elements {
      for element in try WireRow.rows(elements) { try readEvent(element, stream, into: &decoded) }
      return decoded
    }
    try readEvent(row, stream, into: &decoded)
    return decoded
  }

  private func readEvent(
    _ row: WireRow, _ stream: String?, into decoded: inout Decoded
  ) throws(WireFailure) {
    guard let name = row.text("e") else {
      if row.has("lastUpdateId") {
        let symbol = stream?.split(separator: "@").first.map { $0.uppercased() }
        decoded.books.append(try book(row, venueSymbol: symbol))
      } else if row.has("u"), row.has("b"), row.has("a"), row.has("B"), row.has("A") {
        decoded.quotes.append(try bookTicker(row))
      } else {
        throw .malformed("an event without a name")
      }
      return
    }
    switch base.wire.channels[name] {
    case .orders:
      if let order = row.row("o") {
        try readUpdate(order, outer: row, into: &decoded)
      } else {
        try readUpdate(row, outer: row, into: &decoded)
      }
    case .conditionalOrders: try readAlgoUpdate(row, into: &decoded)
    case .balances: try readBalances(row, into: &decoded)
    case .balanceChange:
      decoded.balanceChanges.append(
        BalanceChangeRecord(
          wallet: wallet, currency: try row.requiredText("a"), change: try row.required("d"),
          time: try row.time("T")))
    case .account: try readAccountUpdate(row, into: &decoded)
    case .settings: try readConfiguration(row, into: &decoded)
    case .quotes:
      decoded.quotes.append(name == "bookTicker" ? try bookTicker(row) : try ticker(row))
    case .trades: decoded.trades.append(try streamTrade(row))
    case .books: decoded.books.append(try depthUpdate(row))
    case .klines: decoded.klines.append(try streamKline(row))
    case .funding: decoded.fundings.append(try markPrice(row))
    case .ended:
      decoded.events.append(EventRecord(kind: "terminated", subject: name))
      decoded.failure = WireFailure(.streamEnded, then: .resync, "\(name): the stream ends")
    case .ignored: decoded.events.append(EventRecord(kind: "ignored", subject: name))
    case .fills, .positions, .deposits, .withdrawals, nil:
      decoded.events.append(EventRecord(kind: "unknown", subject: name))
    }
  }
}
