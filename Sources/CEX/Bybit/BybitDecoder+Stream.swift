import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension BybitDecoder {
  func frame(_ body: JSONNode) throws(WireFailure) -> Decoded {
    let row = WireRow(body)
    if let topic = row.text("topic") { return try message(row, topic) }
    if row.has("retCode") {
      var context = RequestContext()
      let operation = row.text("op") ?? ""
      context.mutates = operation.hasPrefix("order.")
      if row.text("retCode") == "0", !operation.hasPrefix("order.") {
        return event(operation == "auth" ? "login" : "acknowledged", operation)
      }
      return try answer(body, status: nil, context: context)
    }
    guard let operation = row.text("op") else { throw .malformed("neither topic nor op") }
    if operation == "pong" || row.text("ret_msg") == "pong" { return event("pong", nil) }
    guard let success = row.flag("success") else { throw .malformed("success is missing") }
    guard success else { throw refusal(operation, row.text("ret_msg") ?? "") }
    switch operation {
    case "auth": return event("login", nil)
    case "subscribe": return event("subscribed", row.text("req_id"))
    case "unsubscribe": return event("unsubscribed", row.text("req_id"))
    case "ping": return event("pong", nil)
    default: return event("acknowledged", operation)
    }
  }

  private func event(_ kind: String, _ subject: String?) -> Decoded {
    var decoded = Decoded()
    decoded.events.append(EventRecord(kind: kind, subject: subject))
    return decoded
  }

  private func refusal(_ operation: String, _ message: String) -> WireFailure {
    WireFailure(
      operation == "auth" ? .permission : .invalidRequest, then: .never, message)
  }

  private func message(_ row: WireRow, _ topic: String) throws(WireFailure) -> Decoded {
    let parts = topic.split(separator: ".").map(String.init)
    let channel = base.wire.channels[topic] ?? parts.first.flatMap { base.wire.channels[$0] }
    guard let data = row.node["data"] else { throw .malformed("data is missing") }
    var decoded = Decoded()
    switch channel {
    case .books:
      guard let type = row.text("type"), type == "snapshot" || type == "delta" else {
        throw .malformed("type is neither snapshot nor delta")
      }
      // An update id of one says that the service restarted and the book begins anew.
      let last = try WireRow(data).integer("u")
      let isAnew = type == "snapshot" || last == 1
      decoded.books.append(
        try book(
          WireRow(data), isSnapshot: isAnew, time: row.time("cts", "ts")))
    case .quotes:
      try readTicker(WireRow(data), time: row.time("ts"), into: &decoded)
    case .ignored, .settings, .ended, .conditionalOrders, .account, .balanceChange, .funding,
      .deposits, .withdrawals:
      decoded.events.append(EventRecord(kind: "ignored", subject: topic))
    case nil: decoded.events.append(EventRecord(kind: "unknown", subject: topic))
    default:
      guard let elements = data.elements else { throw .malformed("data is not a list") }
      for element in try WireRow.rows(elements) {
        try read(element, channel, parts, into: &decoded)
      }
      decoded.isList = true
    }
    return decoded
  }

  private func read(
    _ row: WireRow, _ channel: WireChannel?, _ topic: [String], into decoded: inout Decoded
  ) throws(WireFailure) {
    switch channel {
    case .orders: decoded.orders.append(try order(row))
    case .fills: try readExecution(row, into: &decoded)
    case .positions: decoded.positions.append(try position(row))
    case .balances:
      let wallet = base.wallet(row.text("accountType")) ?? "unified"
      for coin in try row.requiredRows("coin") {
        decoded.balances.append(try balance(coin, wallet))
      }
    case .trades:
      let symbol = try row.requiredText("s")
      decoded.trades.append(
        TradeRecord(
          symbol: base.symbols.unified(symbol), venueSymbol: symbol, tradeID: row.text("i"),
          side: row.side("S"), price: try row.requiredPrice("p"),
          amount: try row.requiredAmount("v"), time: try row.time("T")))
    case .klines:
      guard let time = try row.time("start") else { throw .malformed("start is missing") }
      decoded.klines.append(
        KlineRecord(
          symbol: base.symbols.unified(topic.last), time: time, open: try row.requiredPrice("open"),
          high: try row.requiredPrice("high"), low: try row.requiredPrice("low"),
          close: try row.requiredPrice("close"), volume: try row.amount("volume"),
          quoteVolume: try row.number("turnover"), isClosed: row.flag("confirm")))
    default: throw .malformed("a list where none is documented")
    }
  }
}
