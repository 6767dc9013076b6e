import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension OKXDecoder {
  func frame(_ body: JSONNode) throws(WireFailure) -> Decoded {
    let row = WireRow(body)
    if let event = row.text("event") { return try control(row, event) }
    if row.has("op"), row.has("code") {
      return try answer(body, status: nil, context: RequestContext())
    }
    guard let argument = row.row("arg"), let channel = argument.text("channel") else {
      throw .malformed("neither event nor channel")
    }
    guard let elements = row.node["data"]?.elements else { throw .malformed("data is not a list") }
    var decoded = Decoded()
    decoded.isList = true
    let kind = base.wire.channels[channel] ?? candle(channel)
    for element in elements {
      if kind == .klines {
        decoded.klines.append(try kline(WireCells(element), argument.text("instId")))
        continue
      }
      guard element.members != nil else { throw .malformed("an element is not an object") }
      try read(WireRow(element), kind, argument, row.text("action"), into: &decoded)
    }
    if kind == nil { decoded.events.append(EventRecord(kind: "unknown", subject: channel)) }
    return decoded
  }

  /// `candle1m`, `mark-price-candle1H` and the like.
  private func candle(_ channel: String) -> WireChannel? {
    channel.hasPrefix("candle") || channel.hasPrefix("mark-price-candle") ? .klines : nil
  }

  private func control(_ row: WireRow, _ event: String) throws(WireFailure) -> Decoded {
    let code = row.text("code")
    if event == "error" || (code != nil && code != "0") {
      var failure = base.classifier.failure(
        status: nil, code: code, message: row.text("msg") ?? "", mutates: false)
      if event == "notice" { failure = WireFailure(.streamEnded, then: .resync, failure.message) }
      throw failure
    }
    var decoded = Decoded()
    let subject = row.row("arg")?.text("channel")
    switch event {
    case "login": decoded.events.append(EventRecord(kind: "login", subject: nil))
    case "subscribe": decoded.events.append(EventRecord(kind: "subscribed", subject: subject))
    case "unsubscribe": decoded.events.append(EventRecord(kind: "unsubscribed", subject: subject))
    case "notice":
      decoded.events.append(EventRecord(kind: "terminated", subject: code))
      decoded.failure = WireFailure(.streamEnded, then: .resync, code: code, row.text("msg") ?? "")
    default: decoded.events.append(EventRecord(kind: "ignored", subject: event))
    }
    return decoded
  }

  private func read(
    _ row: WireRow, _ channel: WireChannel?, _ argument: WireRow, _ action: String?,
    into decoded: inout Decoded
  ) throws(WireFailure) {
    switch channel {
    case .orders:
      if let fill = try fill(inOrder: row) { decoded.fills.append(fill) }
      decoded.orders.append(try order(row))
    case .conditionalOrders: decoded.orders.append(try algoOrder(row))
    case .fills: decoded.fills.append(try fill(row))
    case .balances:
      for detail in try row.requiredRows("details") { decoded.balances.append(try balance(detail)) }
    case .positions: decoded.positions.append(try position(row))
    case .account: try readAccountMessage(row, into: &decoded)
    case .quotes: decoded.quotes.append(try quote(row))
    case .trades: decoded.trades.append(try trade(row))
    case .books:
      let isChange = action == "update"
      guard action == nil || action == "snapshot" || isChange else {
        throw .malformed("action is neither snapshot nor update")
      }
      decoded.books.append(
        try book(row, argument.text("instId") ?? row.text("instId"), isSnapshot: !isChange))
    case .funding:
      if row.has("fundingRate") {
        decoded.fundings.append(try funding(row))
      } else {
        decoded.fundings.append(
          FundingRecord(
            symbol: base.symbols.unified(row.text("instId")), venueSymbol: row.text("instId"),
            mark: try row.requiredPrice("markPx"), time: try row.time("ts")))
      }
    case .deposits: decoded.transfers.append(try deposit(row))
    case .withdrawals: decoded.transfers.append(try withdrawal(row))
    case .ignored, .balanceChange, .settings, .klines, .ended, nil:
      decoded.events.append(EventRecord(kind: "ignored", subject: argument.text("channel")))
    }
  }

  /// `balance_and_position`: cash balances and positions of one event, and its trades' ids.
  private func readAccountMessage(
    _ row: WireRow, into decoded: inout Decoded
  ) throws(WireFailure) {
    let time = try row.time("pTime")
    for balance in try row.rows("balData") ?? [] {
      decoded.balances.append(
        BalanceRecord(
          wallet: "trading", currency: try balance.requiredText("ccy"), free: nil, used: nil,
          total: try balance.required("cashBal"), time: try balance.time("uTime") ?? time))
    }
    for part in try row.rows("posData") ?? [] { decoded.positions.append(try position(part)) }
  }
}
