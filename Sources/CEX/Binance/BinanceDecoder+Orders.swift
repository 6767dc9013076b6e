import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension BinanceDecoder {
  /// Orders, conditional orders and fills; false where the object is none of them.
  func readOrders(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if let amended = row.row("amendedOrder") {
      try readOrder(amended, into: &decoded)
    } else if row.has("cancelResult") || row.has("newOrderResponse") {
      try readReplacement(row, context: context, into: &decoded)
    } else if let reports = try row.rows("orderReports") {
      for report in reports { try readOrder(report, into: &decoded) }
    } else if row.has("algoId") || row.has("clientAlgoId") {
      try readConditional(row, into: &decoded)
    } else if row.has("commission"), row.has("qty"), row.has("price") {
      decoded.fills.append(try fill(row))
    } else if row.has("orderId"), row.has("symbol"), row.has("clientOrderId") {
      try readOrder(row, into: &decoded)
    } else if let orders = try row.rows("orders"), row.has("orderListId") {
      for order in orders {
        decoded.reports.append(
          ReportRecord(
            orderID: try order.requiredText("orderId"), clientOrderID: order.text("clientOrderId"),
            symbol: base.symbols.unified(row.text("symbol"))))
      }
    } else {
      return false
    }
    return true
  }

  /// `newOrderRespType` ACK has ids only, RESULT and queries have the order, FULL its fills.
  private func readOrder(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    let identifier = try row.requiredText("orderId")
    var record: OrderRecord?
    if row.has("status") || row.has("origQty") { record = try order(row, identifier) }
    decoded.reports.append(
      ReportRecord(
        orderID: identifier, clientOrderID: record?.clientOrderID ?? row.text("clientOrderId"),
        status: record?.status, symbol: base.symbols.unified(row.text("symbol")),
        time: try row.time("transactTime", "updateTime")))
    guard var record else { return }
    for part in try row.rows("fills") ?? [] {
      let fill = try fill(part, of: record)
      if let fee = fill.fee { record.add(fee) }
      decoded.fills.append(fill)
    }
    decoded.orders.append(record)
  }

  private func order(_ row: WireRow, _ identifier: String) throws(WireFailure) -> OrderRecord {
    let word = try row.requiredText("status")
    var order = OrderRecord(status: base.wire.orderStatuses[word] ?? .unknown)
    order.venueStatus = word
    order.orderID = identifier
    order.venueSymbol = try row.requiredText("symbol")
    order.symbol = base.symbols.unified(order.venueSymbol)
    // The answer to a cancel names the cancel itself in clientOrderId.
    order.clientOrderID = row.text(anyOf: "origClientOrderId", "clientOrderId")
    order.side = row.side("side")
    let type = row.text(anyOf: "origType", "type")
    order.type = type.flatMap { base.wire.orderTypes[spotType($0)] }
    order.timeInForce = base.timeInForce(row.text("timeInForce"))
    order.postOnly = type == "LIMIT_MAKER" || row.text("timeInForce") == "GTX"
    order.reduceOnly = row.flag("reduceOnly")
    order.positionSide = positionSide(row.text("positionSide"))
    order.price = try row.positive("price")
    order.triggerPrice = try row.positive("stopPrice")
    let ordered = try row.amount("origQty", "qty")
    order.quoteAmount = try row.nonZero("origQuoteOrderQty")
    order.amount = ordered?.isZero == true ? nil : ordered
    order.filled = try row.amount("executedQty")
    order.cost = try row.number("cummulativeQuoteQty", "cumQuote", "cumulativeQuoteQty")
    order.average = try row.positive("avgPrice")
    order.completeAverage()
    order.created = try row.time("time", "transactTime", "workingTime")
    order.updated = try row.time("updateTime", "transactTime")
    order.reason = row.text(anyOf: "rejectReason", "expiryReason")
    return order
  }

  /// Spot and futures use `STOP` and `TAKE_PROFIT` with different meanings; futures' limit forms
  /// are renamed before the table is asked.
  private func spotType(_ word: String) -> String {
    base.market == .perp && word == "TAKE_PROFIT" ? "TAKE_PROFIT_LIMIT" : word
  }

  private func positionSide(_ word: String?) -> String? {
    switch word {
    case "LONG": "long"
    case "SHORT": "short"
    default: nil
    }
  }

  private func fill(_ row: WireRow, of order: OrderRecord) throws(WireFailure) -> FillRecord {
    var fill = FillRecord(
      symbol: order.symbol, venueSymbol: order.venueSymbol,
      tradeID: try row.requiredText("tradeId"), orderID: order.orderID,
      clientOrderID: order.clientOrderID, side: order.side, price: try row.requiredPrice("price"),
      amount: try row.requiredAmount("qty"), time: order.updated)
    fill.cost = fill.product()
    if let cost: Quantity = try row.number("commission") {
      fill.fee = FeeRecord(currency: row.text("commissionAsset"), cost: cost)
    }
    return fill
  }

  private func fill(_ row: WireRow) throws(WireFailure) -> FillRecord {
    let venueSymbol = row.text("symbol")
    var fill = FillRecord(
      symbol: base.symbols.unified(venueSymbol), venueSymbol: venueSymbol,
      tradeID: try row.requiredText("id", "tradeId"), orderID: row.text("orderId"),
      side: row.side("side"), price: try row.requiredPrice("price"),
      amount: try row.requiredAmount("qty"), cost: try row.number("quoteQty"),
      realizedPnL: try row.number("realizedPnl"), time: try row.time("time"))
    if fill.side == nil, let isBuyer = row.flag("isBuyer") ?? row.flag("buyer") {
      fill.side = isBuyer ? .buy : .sell
    }
    if let isMaker = row.flag("isMaker") ?? row.flag("maker") {
      fill.liquidity = isMaker ? .maker : .taker
    }
    if fill.cost == nil { fill.cost = fill.product() }
    fill.fee = FeeRecord(
      currency: row.text("commissionAsset"), cost: try row.required("commission"))
    return fill
  }

  /// Algo orders: an answer to a placement or query has the order, one to a cancel only its ids.
  private func readConditional(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    let identifier = try row.requiredText("algoId")
    let word = row.text("algoStatus")
    var report = ReportRecord(
      orderID: identifier, clientOrderID: row.text("clientAlgoId"),
      symbol: base.symbols.unified(row.text("symbol")), isConditional: true)
    if let word {
      var order = OrderRecord(status: base.wire.conditionalStatuses[word] ?? .unknown)
      order.venueStatus = word
      order.orderID = identifier
      order.clientOrderID = row.text("clientAlgoId")
      order.isConditional = true
      order.venueSymbol = row.text("symbol")
      order.symbol = report.symbol
      order.side = row.side("side")
      order.type = row.text("orderType").flatMap { base.wire.orderTypes[spotType($0)] }
      order.timeInForce = base.timeInForce(row.text("timeInForce"))
      order.reduceOnly = row.flag("reduceOnly")
      order.positionSide = positionSide(row.text("positionSide"))
      order.price = try row.positive("price")
      order.triggerPrice = try row.positive("triggerPrice")
      order.amount = try row.positive("quantity")
      order.filled = try row.amount("actualQty")
      order.average = try row.positive("actualPrice")
      order.linkedOrderID = row.text("actualOrderId")
      order.created = try row.time("createTime")
      order.updated = try row.time("updateTime")
      report.status = order.status
      decoded.orders.append(order)
    } else if row.text("code") != "200" && row.text("msg") != "success" {
      throw .malformed("algoStatus is missing")
    }
    decoded.reports.append(report)
  }

  /// Cancel and replace: each half has its result, and its answer or its refusal.
  private func readReplacement(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) {
    for (result, response) in [
      ("cancelResult", "cancelResponse"), ("newOrderResult", "newOrderResponse"),
    ] {
      guard let part = row.row(response) else {
        guard row.text(result) == "NOT_ATTEMPTED" else {
          throw .malformed("\(response) is missing")
        }
        continue
      }
      if let failure = refusal(part, status: nil, context: context) {
        decoded.reports.append(ReportRecord(failure: failure))
      } else {
        try readOrder(part, into: &decoded)
      }
    }
  }
}
