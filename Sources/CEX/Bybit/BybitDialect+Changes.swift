import FixedPoint
import TradingModel
import VenueDefinitions

extension BybitDialect {
  /// Writes one order's id.
  private func write(
    _ orders: OrderSelection, _ market: Market, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    switch (orders.orderIDs.first, orders.clientOrderIDs.first) {
    case (let order?, nil):
      try table.checkOrderID(order, digitsOnly: false)
      writer.text("orderId", order)
    case (nil, let client?):
      try table.checkClientOrderID(client, market)
      writer.text("orderLinkId", client)
    case (nil, nil): throw .missing("orderId", "or clientOrderId")
    default: throw .notAllowed("clientOrderId", "give one of orderId and clientOrderId")
    }
  }

  private func filter(_ orders: OrderSelection) -> StaticString {
    guard orders.isConditional else { return "Order" }
    return orders.conditionalKind.map(Self.filter) ?? "StopOrder"
  }

  func cancel(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var body = BodyWriter()
    try write(market, orders.symbol, &body)
    try write(orders, market, &body)
    if market == .spot { body.field("orderFilter", filter(orders)) }
    return try post(.cancelOrder, market, body, time)
  }

  func getOrder(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    try write(market, orders.symbol, &form)
    try write(orders, market, &form)
    if orders.isConditional { form.field("orderFilter", filter(orders)) }
    return try get(.getOrder, market, form, time)
  }

  /// Source: docs v5 order/batch-cancel.
  func cancelEach(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    guard let symbol = orders.symbol else { throw .missing("symbol", "Bybit asks for one here") }
    let instrument = try rules(symbol, market)
    var rows: [[UInt8]] = []
    for order in orders.split {
      var body = BodyWriter()
      body.field("symbol", instrument.venueSymbolBytes)
      try write(order, market, &body)
      rows.append(body.finish())
    }
    return try batches(.cancelOrders, rows, market, time)
  }

  func cancelAll(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var body = BodyWriter()
    write(market, &body)
    if let symbol = orders.symbol {
      body.field("symbol", try rules(symbol, market).venueSymbolBytes)
    } else if market == .perp {
      body.field("settleCoin", "USDT")
    }
    if orders.isConditional { body.field("orderFilter", filter(orders)) }
    return try post(.cancelAll, market, body, time)
  }

  /// Works only while a private stream is open. Source: docs v5 order/dcp: 3 to 300 seconds.
  func cancelAllAfter(
    _ milliseconds: Int64, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let seconds = milliseconds / 1000
    guard (3...300).contains(seconds), milliseconds % 1000 == 0 else {
      throw .invalid("timeout", "is not 3000 to 300000 ms in whole seconds, as Bybit wants")
    }
    var body = BodyWriter()
    body.number("timeWindow", seconds)
    body.field("product", market == .spot ? "SPOT" as StaticString : "DERIVATIVES")
    return try post(.cancelAllAfter, market, body, time)
  }

  /// Source: docs v5 order/amend-order.
  func amend(
    _ change: OrderAmendment, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    guard let symbol = change.selection.symbol else { throw .missing("symbol") }
    guard change.amount != nil || change.price != nil || change.trigger != nil else {
      throw .missing("amount", "or price or trigger: nothing would change")
    }
    if change.newClientOrderID != nil {
      throw .notAllowed("newClientOrderId", "an amended order keeps its id at Bybit")
    }
    let instrument = try rules(symbol, market)
    var body = BodyWriter()
    try write(market, symbol, &body)
    try write(change.selection, market, &body)
    if let amount = change.amount {
      body.field(
        "qty", try instrument.size(of: try instrument.fitted(amount, isMarket: false)))
    }
    if let price = change.price {
      body.field("price", try change.fitted(price, instrument).value)
    }
    if let trigger = change.trigger {
      body.field("triggerPrice", try change.fitted(trigger, instrument).value)
    }
    return try post(.amendOrder, market, body, time)
  }

  /// Source: docs v5 position/trading-stop; "0" cancels.
  func setTradingStop(
    _ stop: TradingStopTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    try requirePerpetual(market)
    let fitted = try stop.fitted(try rules(stop.symbol, market))
    var body = BodyWriter()
    try write(market, stop.symbol, &body)
    body.field("tpslMode", stop.size == nil ? "Full" as StaticString : "Partial")
    body.number("positionIdx", try index(stop.positionMode, stop.positionSide))
    body.field("takeProfit", ifPresent: fitted.takeProfit)
    body.field("stopLoss", ifPresent: fitted.stopLoss)
    body.field("trailingStop", ifPresent: fitted.trailingDistance)
    body.field("activePrice", ifPresent: fitted.trailingActivation)
    if let reference = stop.reference {
      let word = try table.word("triggerReferences", reference.rawValue, field: "triggerBy")
      if stop.takeProfit != nil { body.field("tpTriggerBy", word) }
      if stop.stopLoss != nil { body.field("slTriggerBy", word) }
    }
    if let size = fitted.size {
      if stop.takeProfit != nil { body.field("tpSize", size.value) }
      if stop.stopLoss != nil { body.field("slSize", size.value) }
    }
    return try post(.setTradingStop, market, body, time)
  }

  private func index(
    _ mode: PositionMode, _ side: PositionSide?
  ) throws(GatewayRefusal) -> Int64 {
    guard mode == .hedge else { return 0 }
    guard let side else { throw .missing("positionSide", "long or short, in hedge mode") }
    return side == .long ? 1 : 2
  }

  /// A market order of quantity zero that only reduces closes all. Source: docs v5
  /// order/create-order (qty).
  func closePosition(
    _ close: PositionClose, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    try requirePerpetual(market)
    guard let side = close.positionSide else {
      throw .missing("side", "of the position: Bybit closes by an order in the other direction")
    }
    var order = OrderTicket(symbol: close.symbol, side: side.reducingSide, isMarket: true)
    order.amount = close.amount
    order.closePosition = close.amount == nil
    order.reduceOnly = close.amount != nil
    order.positionMode = close.positionMode
    order.clientOrderID = close.clientOrderID
    return try place(order, market, time)
  }

  func configure(
    _ setting: PositionSetting, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    try requirePerpetual(market)
    var body = BodyWriter()
    switch setting {
    case .leverage(let symbol, let leverage, _, _):
      try write(market, symbol, &body)
      body.field("buyLeverage", leverage.value)
      body.field("sellLeverage", leverage.value)
      return try post(.setLeverage, market, body, time)
    case .marginMode(_, let mode, _):
      body.field("setMarginMode", try table.word("marginModes", mode.rawValue, field: "marginMode"))
      return try post(.setMarginMode, market, body, time)
    case .positionMode(let symbol, let mode):
      write(market, &body)
      if let symbol {
        body.field("symbol", try rules(symbol, market).venueSymbolBytes)
      } else {
        body.field("coin", "USDT")
      }
      body.number("mode", mode == .hedge ? 3 : 0)
      return try post(.setPositionMode, market, body, time)
    case .margin(let symbol, let amount, let isAddition, let side):
      try write(market, symbol, &body)
      body.field("margin", (isAddition ? amount : -amount).value)
      body.number("positionIdx", side == nil ? 0 : side == .long ? 1 : 2)
      return try post(.changeMargin, market, body, time)
    }
  }
}
