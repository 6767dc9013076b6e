import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension BybitDecoder {
  /// Orders, executions and bare ids; false where the row is none of them.
  func readOrders(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("execId"), row.has("execQty") {
      try readExecution(row, into: &decoded)
    } else if row.has("orderStatus") {
      decoded.orders.append(try order(row))
    } else if row.has("closedPnl"), row.has("avgEntryPrice") {
      decoded.closedPositions.append(try closedPosition(row))
    } else if row.has("orderId"), !row.has("transactionTime") {
      decoded.reports.append(try acknowledgement(row, time: nil))
    } else {
      return false
    }
    return true
  }

  /// Placing, amending and cancelling are only taken note of; the outcome arrives on the stream.
  func acknowledgement(_ row: WireRow, time: Timestamp?) throws(WireFailure) -> ReportRecord {
    ReportRecord(
      orderID: try row.requiredText("orderId"), clientOrderID: row.text("orderLinkId"),
      symbol: base.symbols.unified(row.text("symbol")), time: time)
  }

  func order(_ row: WireRow) throws(WireFailure) -> OrderRecord {
    let word = try row.requiredText("orderStatus")
    var order = OrderRecord(status: base.wire.orderStatuses[word] ?? .unknown)
    order.venueStatus = word
    order.orderID = try row.requiredText("orderId")
    order.clientOrderID = row.text("orderLinkId")
    order.venueSymbol = try row.requiredText("symbol")
    order.symbol = base.symbols.unified(order.venueSymbol)
    order.side = row.side("side")
    order.triggerPrice = try row.positive("triggerPrice")
    order.type = orderType(row, isTriggered: order.triggerPrice != nil)
    order.timeInForce = base.timeInForce(row.text("timeInForce"))
    order.postOnly = row.text("timeInForce") == "PostOnly"
    order.reduceOnly = row.flag("reduceOnly")
    order.positionSide = positionSide(row)
    order.price = try row.positive("price")
    order.takeProfitPrice = try row.positive("takeProfit")
    order.stopLossPrice = try row.positive("stopLoss")
    let ordered = try row.amount("qty")
    if row.text("marketUnit") == "quoteCoin" {
      order.quoteAmount = ordered.map { Money($0.value) }
    } else {
      order.amount = ordered
    }
    order.filled = try row.amount("cumExecQty")
    order.cost = try row.number("cumExecValue")
    order.average = try row.positive("avgPrice")
    order.completeAverage()
    try readFees(row, into: &order)
    order.isConditional = word == "Untriggered" || word == "Deactivated"
    let reason = row.text("rejectReason")
    order.reason = reason == "EC_NoError" ? nil : reason
    if order.reason == nil, order.status == .canceled, let kind = row.text("cancelType"),
      kind != "UNKNOWN"
    {
      order.reason = kind
    }
    order.created = try row.time("createdTime")
    order.updated = try row.time("updatedTime")
    return order
  }

  private func orderType(_ row: WireRow, isTriggered: Bool) -> String? {
    guard let plain = row.text("orderType").flatMap({ base.wire.orderTypes[$0] }) else {
      return nil
    }
    let suffix = plain == "limit" ? "_limit" : ""
    switch row.text("stopOrderType") {
    case "TakeProfit", "PartialTakeProfit": return "take_profit" + suffix
    case "StopLoss", "PartialStopLoss", "Stop": return "stop" + suffix
    case "TrailingStop": return "trailing_stop"
    default: return isTriggered ? "stop" + suffix : plain
    }
  }

  private func positionSide(_ row: WireRow) -> String? {
    switch row.text("positionIdx") {
    case "1": "long"
    case "2": "short"
    default: nil
    }
  }

  /// The fee by coin where the venue tells it, or else the sum, whose coin is not told.
  private func readFees(_ row: WireRow, into order: inout OrderRecord) throws(WireFailure) {
    if let detail = row.row("cumFeeDetail"), let members = detail.node.members, !members.isEmpty {
      for member in members {
        order.fees.append(
          FeeRecord(currency: member.name, cost: try detail.required(member.name)))
      }
    } else if let cost: Quantity = try row.nonZero("cumExecFee") {
      order.fees.append(FeeRecord(currency: feeCoin(row), cost: cost))
    }
  }

  /// Linear contracts charge in the settle coin; on spot an unnamed coin stays unknown.
  private func feeCoin(_ row: WireRow) -> String? {
    if let coin = row.text("feeCurrency") { return coin }
    guard (row.text("category") ?? (base.market == .perp ? "linear" : "spot")) == "linear" else {
      return nil
    }
    return base.symbols.unified(row.text("symbol"))?.split(separator: ":").last.map {
      String($0.prefix { $0 != "-" })
    }
  }

  /// Trades, liquidations and ADL are fills; funding comes as an execution, too.
  func readExecution(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    let kind = row.text("execType")
    let venueSymbol = try row.requiredText("symbol")
    let symbol = base.symbols.unified(venueSymbol)
    if kind == "Funding" {
      let fee: Money = try row.required("execFee")
      decoded.fundingPayments.append(
        FundingPaymentRecord(
          id: row.text("execId"), symbol: symbol, venueSymbol: venueSymbol, amount: -fee,
          currency: feeCoin(row), rate: try row.number("feeRate"), time: try row.time("execTime")))
      return
    }
    let isFill = ["Trade", "AdlTrade", "BustTrade", "BlockTrade", "MovePosition"]
    let fee: Quantity? = try row.number("execFee")
    guard let kind, isFill.contains(kind) else {
      decoded.ledger.append(
        LedgerRecord(
          id: row.text("execId"), type: kind, currency: feeCoin(row),
          amount: -(fee ?? .zero), symbol: symbol,
          reference: row.text("orderId"), time: try row.time("execTime")))
      return
    }
    var fill = FillRecord(
      symbol: symbol, venueSymbol: venueSymbol, tradeID: try row.requiredText("execId"),
      orderID: row.text("orderId"), clientOrderID: row.text("orderLinkId"), side: row.side("side"),
      price: try row.requiredPrice("execPrice"), amount: try row.requiredAmount("execQty"),
      cost: try row.number("execValue"),
      liquidity: row.flag("isMaker").map { $0 ? .maker : .taker },
      realizedPnL: try row.number("execPnl"), time: try row.time("execTime"))
    if fill.cost == nil { fill.cost = fill.product() }
    if let fee { fill.fee = FeeRecord(currency: feeCoin(row), cost: fee) }
    if let ordered = try row.amount("orderQty"), ordered.isPositive, let amount = fill.amount,
      amount > ordered
    {
      fill.anomaly = "overfill"
    }
    decoded.fills.append(fill)
  }

  private func closedPosition(_ row: WireRow) throws(WireFailure) -> ClosedPositionRecord {
    ClosedPositionRecord(
      symbol: base.symbols.unified(row.text("symbol")), venueSymbol: row.text("symbol"),
      // The side is that of the closing order.
      side: row.side("side").map { $0 == .buy ? "short" : "long" },
      amount: try row.amount("closedSize", "qty"),
      entryPrice: try row.positive("avgEntryPrice"), exitPrice: try row.positive("avgExitPrice"),
      realizedPnL: try row.required("closedPnl"), leverage: try row.number("leverage"),
      orderID: row.text("orderId"), time: try row.time("updatedTime"))
  }
}
