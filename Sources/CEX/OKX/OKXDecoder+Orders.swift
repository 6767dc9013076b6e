import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension OKXDecoder {
  /// Orders, algo orders, fills and bare ids; false where the row is none of them.
  func readOrders(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) -> Bool {
    if row.has("state"), row.has("algoId"), row.has("ordType"), !row.has("accFillSz") {
      decoded.orders.append(try algoOrder(row))
    } else if row.has("state"), row.has("ordId"), row.has("sz") {
      let order = try order(row)
      decoded.orders.append(order)
    } else if row.has("fillSz"), row.has("fillPx"), row.has("tradeId"), !row.has("state") {
      decoded.fills.append(try fill(row))
    } else if row.has("sCode") {
      let isConditional = row.text("ordId") == nil && row.text("algoId") != nil
      decoded.reports.append(
        ReportRecord(
          orderID: try row.requiredText("ordId", "algoId"),
          clientOrderID: row.text("clOrdId") ?? row.text("algoClOrdId"),
          symbol: base.symbols.unified(row.text("instId")), isConditional: isConditional,
          time: try row.time("ts")))
    } else if row.has("triggerTime") {
      decoded.events.append(EventRecord(kind: "acknowledged", subject: "cancel-all-after"))
    } else if row.has("instId"), row.has("posSide"), row.has("clOrdId"), !row.has("pos") {
      // close-position names no order: it may need several.
      decoded.reports.append(
        ReportRecord(
          clientOrderID: row.text("clOrdId"), symbol: base.symbols.unified(row.text("instId"))))
      decoded.events.append(EventRecord(kind: "acknowledged", subject: "close-position"))
    } else {
      return false
    }
    return true
  }

  func order(_ row: WireRow) throws(WireFailure) -> OrderRecord {
    let word = try row.requiredText("state")
    var order = OrderRecord(status: base.wire.orderStatuses[word] ?? .unknown)
    order.venueStatus = word
    order.orderID = try row.requiredText("ordId")
    try readCommon(row, into: &order)
    order.clientOrderID = row.text("clOrdId")
    let kind = row.text("ordType")
    order.type = kind.flatMap { base.wire.orderTypes[$0] }
    order.timeInForce = timeInForce(kind)
    order.postOnly = kind == "post_only" || kind == "mmp_and_post_only"
    order.price = try row.positive("px")
    order.average = try row.positive("avgPx")
    order.filled = try baseUnits(row.amount("accFillSz"), row)
    order.completeAverage()
    try readOrderFees(row, into: &order)
    order.linkedOrderID = row.row("linkedAlgoOrd")?.text("algoId") ?? row.text("algoId")
    let source = row.text("cancelSource")
    order.reason = row.text("cancelSourceReason") ?? (source == "0" ? nil : source)
    return order
  }

  /// What plain and algo orders share.
  private func readCommon(_ row: WireRow, into order: inout OrderRecord) throws(WireFailure) {
    order.venueSymbol = try row.requiredText("instId")
    order.symbol = base.symbols.unified(order.venueSymbol)
    order.side = row.side("side")
    order.reduceOnly = row.flag("reduceOnly")
    let side = row.text("posSide")
    order.positionSide = side == "net" ? nil : side
    let ordered = try row.amount("sz")
    // A spot market buy counts in quote units unless the row says otherwise.
    if !isInContracts(row), row.text("tgtCcy") == "quote_ccy" {
      order.quoteAmount = ordered.map { Money($0.value) }
    } else {
      order.amount = try baseUnits(ordered?.isZero == true ? nil : ordered, row)
    }
    if isInContracts(row) { order.contracts = ordered }
    order.takeProfitPrice = try row.positive("tpTriggerPx")
    order.stopLossPrice = try row.positive("slTriggerPx")
    for attached in try row.rows("attachAlgoOrds") ?? [] {
      if order.takeProfitPrice == nil {
        order.takeProfitPrice = try attached.positive("tpTriggerPx")
      }
      if order.stopLossPrice == nil { order.stopLossPrice = try attached.positive("slTriggerPx") }
    }
    order.created = try row.time("cTime")
    order.updated = try row.time("uTime")
  }

  /// OKX writes a fee it charged with a minus, a rebate without; ours is the other way round.
  private func readOrderFees(_ row: WireRow, into order: inout OrderRecord) throws(WireFailure) {
    for (amount, coin) in [("fee", "feeCcy"), ("rebate", "rebateCcy")] {
      guard let value: Quantity = try row.nonZero(amount) else { continue }
      order.add(FeeRecord(currency: row.text(coin), cost: -value))
    }
  }

  private func timeInForce(_ kind: String?) -> String? {
    switch kind {
    case "limit", "post_only", "mmp", "mmp_and_post_only": "GTC"
    case "ioc", "optimal_limit_ioc": "IOC"
    case "fok": "FOK"
    default: nil
    }
  }

  func algoOrder(_ row: WireRow) throws(WireFailure) -> OrderRecord {
    let word = try row.requiredText("state")
    var order = OrderRecord(status: base.wire.conditionalStatuses[word] ?? .unknown)
    order.venueStatus = word
    order.isConditional = true
    order.orderID = try row.requiredText("algoId")
    try readCommon(row, into: &order)
    order.clientOrderID = row.text(anyOf: "algoClOrdId", "clOrdId")
    let kind = row.text("ordType")
    order.triggerPrice =
      try row.positive("triggerPx") ?? order.stopLossPrice ?? order.takeProfitPrice
    let limit = row.text(anyOf: "ordPx", "orderPx", "slOrdPx", "tpOrdPx")
    let isMarket = limit == nil || limit == "-1"
    order.type = kind.flatMap { base.wire.orderTypes[$0] }
    if order.type == "stop" {
      let isProfit = order.stopLossPrice == nil && order.takeProfitPrice != nil
      order.type = (isProfit ? "take_profit" : "stop") + (isMarket ? "" : "_limit")
    }
    if !isMarket, let limit { order.price = Price(limit) }
    order.filled = try baseUnits(row.amount("actualSz"), row)
    order.average = try row.positive("actualPx")
    order.linkedOrderID = row.text("ordId")
    let reason = row.text("failCode")
    order.reason = reason == "0" ? nil : reason
    return order
  }

  func fill(_ row: WireRow) throws(WireFailure) -> FillRecord {
    let contracts = try row.requiredAmount("fillSz")
    let symbol = try row.requiredText("instId")
    var fill = FillRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol,
      tradeID: try row.requiredText("tradeId"), orderID: row.text("ordId"),
      clientOrderID: row.text("clOrdId"), side: row.side("side"),
      price: try row.requiredPrice("fillPx"), amount: try baseUnits(contracts, row),
      liquidity: liquidity(row), realizedPnL: try row.number("fillPnl"),
      contracts: isInContracts(row) ? contracts : nil,
      time: try row.time("fillTime", "ts"))
    fill.cost = fill.product()
    if let fee: Quantity = try row.number("fee", "fillFee") {
      fill.fee = FeeRecord(currency: row.text(anyOf: "feeCcy", "fillFeeCcy"), cost: -fee)
    }
    return fill
  }

  private func liquidity(_ row: WireRow) -> Liquidity? {
    switch row.text("execType") {
    case "T": .taker
    case "M": .maker
    default: nil
    }
  }

  /// The fill an order message carries, or nil.
  func fill(inOrder row: WireRow) throws(WireFailure) -> FillRecord? {
    guard row.text("tradeId") != nil, let size = try row.amount("fillSz"), size.isPositive else {
      return nil
    }
    var fill = try fill(row)
    let fee: Quantity? = try row.number("fillFee")
    fill.fee = fee.map { FeeRecord(currency: row.text("fillFeeCcy"), cost: -$0) }
    return fill
  }
}
