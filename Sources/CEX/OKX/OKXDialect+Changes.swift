import FixedPoint
import TradingModel
import VenueDefinitions

extension OKXDialect {
  /// Writes one order's instrument and id.
  private func write(
    _ orders: OrderSelection, _ market: Market, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    try write(orders.symbol, market, &writer)
    switch (orders.orderIDs.first, orders.clientOrderIDs.first) {
    case (let order?, nil):
      try table.checkOrderID(order, digitsOnly: false)
      writer.text(orders.isConditional ? "algoId" : "ordId", order)
    case (nil, let client?):
      try table.checkClientOrderID(client, market)
      writer.text(orders.isConditional ? "algoClOrdId" : "clOrdId", client)
    case (nil, nil): throw .missing("orderId", "or clientOrderId")
    default: throw .notAllowed("clientOrderId", "give one of orderId and clientOrderId")
    }
  }

  private func row(
    _ orders: OrderSelection, _ market: Market
  ) throws(GatewayRefusal) -> [UInt8] {
    var body = BodyWriter()
    try write(orders, market, &body)
    return body.finish()
  }

  /// Algo orders are cancelled as a list, even one. Source: OKX "Cancel algo order".
  func cancel(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let row = try row(orders, market)
    guard orders.isConditional else { return try post(.cancelOrder, market, row, time) }
    return try post(.cancelConditional, market, BodyWriter.array([row]), time)
  }

  /// Twenty plain or ten algo orders a request.
  func cancelEach(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var rows: [[UInt8]] = []
    for order in orders.split { rows.append(try row(order, market)) }
    return orders.isConditional
      ? try batches(.cancelConditional, rows, size: 10, market, time)
      : try batches(.cancelOrders, rows, size: 20, market, time)
  }

  func getOrder(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    try write(orders, market, &form)
    return try get(orders.isConditional ? .getConditional : .getOrder, market, form, time)
  }

  /// Source: OKX "Cancel All After": 0 or 10 to 120 seconds.
  func cancelAllAfter(
    _ milliseconds: Int64, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let seconds = milliseconds / 1000
    guard seconds == 0 || (10...120).contains(seconds), milliseconds % 1000 == 0 else {
      throw .invalid("timeout", "is not 0 or 10000 to 120000 ms in whole seconds, as OKX wants")
    }
    var body = BodyWriter()
    body.field("timeOut", seconds)
    return try post(.cancelAllAfter, market, body.finish(), time)
  }

  /// The new size is the total, fills included. Source: OKX "Amend order", "Amend algo order".
  func amend(
    _ change: OrderAmendment, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    guard let symbol = change.selection.symbol else { throw .missing("symbol") }
    guard change.amount != nil || change.price != nil || change.trigger != nil else {
      throw .missing("amount", "or price or trigger: nothing would change")
    }
    if change.newClientOrderID != nil {
      throw .notAllowed("newClientOrderId", "an amended order keeps its id at OKX")
    }
    let instrument = try rules(symbol, market)
    var body = BodyWriter()
    try write(change.selection, market, &body)
    if let amount = change.amount {
      body.field(
        "newSz", try instrument.size(of: try instrument.fitted(amount, isMarket: false)))
    }
    guard change.selection.isConditional else {
      if change.trigger != nil { throw .notAllowed("trigger", "only conditional orders have one") }
      if let price = change.price {
        body.field("newPx", try change.fitted(price, instrument).value)
      }
      return try post(.amendOrder, market, body.finish(), time)
    }
    if let trigger = change.trigger {
      let price = try change.fitted(trigger, instrument).value
      switch trigger.kind {
      case .stopLoss: body.field("newSlTriggerPx", price)
      case .takeProfit: body.field("newTpTriggerPx", price)
      case .entry: body.field("newTriggerPx", price)
      }
    }
    if let asked = change.price {
      let price = try change.fitted(asked, instrument).value
      switch change.trigger?.kind {
      case .stopLoss: body.field("newSlOrdPx", price)
      case .takeProfit: body.field("newTpOrdPx", price)
      case .entry: body.field("newOrdPx", price)
      case nil: throw .missing("trigger.kind", "OKX names the leg whose price changes")
      }
    }
    return try post(.amendConditional, market, body.finish(), time)
  }

  /// Source: OKX "Close positions".
  func closePosition(
    _ close: PositionClose, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    try requirePerpetual(market)
    if close.amount != nil {
      throw .notAllowed("amount", "OKX closes all; place_order with reduceOnly closes a part")
    }
    var body = BodyWriter()
    try write(close.symbol, market, &body)
    body.field("mgnMode", close.marginMode == .cross ? "cross" as StaticString : "isolated")
    if close.positionMode == .hedge {
      guard let side = close.positionSide else { throw .missing("side", "of the position") }
      body.field("posSide", side == .long ? "long" as StaticString : "short")
    }
    if let id = close.clientOrderID {
      try table.checkClientOrderID(id, market)
      body.text("clOrdId", id)
    }
    return try post(.closePosition, market, body.finish(), time)
  }

  func configure(
    _ setting: PositionSetting, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    switch setting {
    case .leverage(let symbol, let leverage, let mode, let positions):
      return try setLeverage(symbol, leverage, mode, positions, market, time)
    case .marginMode(let symbol, let mode, let leverage):
      try requirePerpetual(market)
      guard let leverage, let symbol else {
        throw .missing(
          leverage == nil ? "leverage" : "symbol",
          "OKX has no margin mode apart from each order's; it is set with the leverage")
      }
      return try setLeverage(symbol, leverage, mode, nil, market, time)
    case .positionMode(_, let mode):
      var body = BodyWriter()
      body.field("posMode", mode == .hedge ? "long_short_mode" as StaticString : "net_mode")
      return [try post(.setPositionMode, market, body.finish(), time)]
    case .margin(let symbol, let amount, let isAddition, let side):
      try requirePerpetual(market)
      var body = BodyWriter()
      try write(symbol, market, &body)
      switch side {
      case .long: body.field("posSide", "long")
      case .short: body.field("posSide", "short")
      case nil: body.field("posSide", "net")
      }
      body.field("type", isAddition ? "add" as StaticString : "reduce")
      body.field("amt", amount.value)
      return [try post(.changeMargin, market, body.finish(), time)]
    }
  }

  /// In hedge mode each side of an isolated position has its own. Source: OKX "Set leverage".
  private func setLeverage(
    _ symbol: String, _ leverage: Rate, _ mode: MarginMode, _ positions: PositionMode?,
    _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    try requirePerpetual(market)
    var sides: [StaticString?] = [nil]
    if mode == .isolated, let positions {
      sides = positions == .hedge ? ["long", "short"] : ["net"]
    }
    var requests: [VenueRequest] = []
    for side in sides {
      var body = BodyWriter()
      try write(symbol, market, &body)
      body.field("lever", leverage.value)
      body.field("mgnMode", mode == .cross ? "cross" as StaticString : "isolated")
      if let side { body.field("posSide", side) }
      requests.append(try post(.setLeverage, market, body.finish(), time))
    }
    return requests
  }
}
