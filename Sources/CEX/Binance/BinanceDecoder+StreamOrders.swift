import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension BinanceDecoder {
  /// `executionReport` of spot and the `o` of futures' `ORDER_TRADE_UPDATE`, which share their
  /// letters.
  func readUpdate(
    _ row: WireRow, outer: WireRow, into decoded: inout Decoded
  ) throws(WireFailure) {
    let word = try row.requiredText("X")
    var order = OrderRecord(status: base.wire.orderStatuses[word] ?? .unknown)
    order.venueStatus = word
    order.orderID = try row.requiredText("i")
    order.venueSymbol = try row.requiredText("s")
    order.symbol = base.symbols.unified(order.venueSymbol)
    // On a cancel, `c` names the cancel and `C` the order.
    order.clientOrderID = row.text("C") ?? row.text("c")
    order.side = row.side("S")
    let type = row.text("ot") ?? row.text("o")
    order.type = type.flatMap {
      base.wire.orderTypes[base.market == .perp && $0 == "TAKE_PROFIT" ? "TAKE_PROFIT_LIMIT" : $0]
    }
    order.timeInForce = base.timeInForce(row.text("f"))
    order.postOnly = type == "LIMIT_MAKER" || row.text("f") == "GTX"
    order.reduceOnly = row.flag("R")
    order.price = try row.positive("p")
    order.triggerPrice = try row.positive("sp", "P")
    let ordered = try row.amount("q")
    order.amount = ordered?.isZero == true ? nil : ordered
    order.quoteAmount = try row.nonZero("Q")
    order.filled = try row.requiredAmount("z")
    order.average = try row.positive("ap")
    order.cost = try row.number("Z")
    order.completeAverage()
    order.created = try row.time("O")
    order.updated = try row.time("T")
    if order.updated == nil { order.updated = try outer.time("T", "E") }
    order.reason = row.text(anyOf: "er", "eR") ?? (row.text("r") == "NONE" ? nil : row.text("r"))
    switch row.text("ps") {
    case "LONG": order.positionSide = "long"
    case "SHORT": order.positionSide = "short"
    default: break
    }
    if row.text("x") == "TRADE" || row.text("x") == "CALCULATED" {
      if let fill = try streamFill(row, of: order) { decoded.fills.append(fill) }
    }
    decoded.orders.append(order)
  }

  private func streamFill(_ row: WireRow, of order: OrderRecord) throws(WireFailure) -> FillRecord?
  {
    let amount = try row.requiredAmount("l")
    guard amount.isPositive else { return nil }
    let trade = try row.requiredText("t")
    guard !trade.hasPrefix("-") else { throw .malformed("a trade without its id") }
    var fill = FillRecord(
      symbol: order.symbol, venueSymbol: order.venueSymbol, tradeID: trade, orderID: order.orderID,
      clientOrderID: order.clientOrderID, side: order.side, price: try row.requiredPrice("L"),
      amount: amount, cost: try row.number("Y"),
      liquidity: row.flag("m").map { $0 ? .maker : .taker }, realizedPnL: try row.number("rp"),
      time: order.updated)
    if fill.cost == nil { fill.cost = fill.product() }
    if let cost: Quantity = try row.number("n"), row.text("N") != nil || !cost.isZero {
      fill.fee = FeeRecord(currency: row.text("N"), cost: cost)
    }
    return fill
  }

  func readAlgoUpdate(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    guard let inner = row.row("o") else { throw .malformed("o is missing") }
    let word = try inner.requiredText("X")
    var order = OrderRecord(status: base.wire.conditionalStatuses[word] ?? .unknown)
    order.venueStatus = word
    order.isConditional = true
    order.orderID = try inner.requiredText("aid")
    order.clientOrderID = inner.text("caid")
    order.venueSymbol = try inner.requiredText("s")
    order.symbol = base.symbols.unified(order.venueSymbol)
    order.side = inner.side("S")
    order.type = inner.text("o").flatMap {
      base.wire.orderTypes[$0 == "TAKE_PROFIT" ? "TAKE_PROFIT_LIMIT" : $0]
    }
    order.timeInForce = base.timeInForce(inner.text("f"))
    order.reduceOnly = inner.flag("R")
    order.amount = try inner.positive("q")
    order.price = try inner.positive("p")
    order.triggerPrice = try inner.positive("tp")
    order.filled = try inner.amount("aq")
    order.average = try inner.positive("ap")
    order.linkedOrderID = inner.text("ai")
    order.reason = inner.text("rm")
    order.updated = try row.time("T", "E")
    decoded.orders.append(order)
  }
}
