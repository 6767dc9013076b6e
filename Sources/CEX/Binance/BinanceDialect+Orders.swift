import FixedPoint
import TradingModel
import VenueDefinitions

extension BinanceDialect {
  public func place(
    _ order: OrderTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let fitted = try fit(order, market)
    var form = FormWriter()
    if market == .perp, fitted.ticket.isConditional {
      if order.isTest { throw .notAllowed("test", "Binance does not test conditional orders") }
      try writeConditional(fitted, &form)
      return try send(.placeConditional, market, form, time)
    }
    try write(fitted, market, &form)
    return try send(order.isTest ? .testOrder : .placeOrder, market, form, time)
  }

  /// Futures take five plain orders a request; spot and conditional orders go one by one.
  /// Source: USDS-M "Place Multiple Orders".
  func place(
    _ orders: [OrderTicket], _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var requests: [VenueRequest] = []
    var batch: [[UInt8]] = []
    for order in orders {
      if market == .spot || order.isConditional || order.isTest {
        requests.append(try place(order, market, time))
        continue
      }
      var body = BodyWriter()
      try write(try fit(order, market), market, &body)
      batch.append(body.finish())
    }
    var batches: [VenueRequest] = []
    for start in stride(from: 0, to: batch.count, by: 5) {
      let rows = BodyWriter.array(Array(batch[start..<min(start + 5, batch.count)]))
      var form = FormWriter()
      form.text("batchOrders", String(decoding: rows, as: UTF8.self))
      batches.append(try send(.placeOrders, market, form, time))
    }
    return batches + requests
  }

  func fit(_ order: OrderTicket, _ market: Market) throws(GatewayRefusal) -> FittedOrder {
    if let id = order.clientOrderID { try table.checkClientOrderID(id, market) }
    if order.stopLoss != nil || order.takeProfit != nil {
      throw .notSupported(
        "Binance attaches no stopLoss or takeProfit to an order; place them when it has filled")
    }
    let fitted = try FittedOrder(order, try rules(order.symbol, market))
    if market == .spot, order.timeInForce == .gtd {
      throw .invalid("timeInForce", "is GTD, which Binance spot does not have (GTC, IOC, FOK)")
    }
    if market == .perp, order.icebergAmount != nil {
      throw .notSupported("Binance futures have no iceberg orders")
    }
    return fitted
  }

  private func write(
    _ order: FittedOrder, _ market: Market, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    let ticket = order.ticket
    writer.field("symbol", order.rules.venueSymbolBytes)
    writer.field("side", table.word(ticket.side))
    if market == .spot {
      try writeSpotType(order, &writer)
    } else {
      writer.field("type", ticket.isMarket ? "MARKET" as StaticString : "LIMIT")
      try writeTime(ticket, &writer)
      if let expiry = ticket.expiresAt { writer.field("goodTillDate", expiry) }
    }
    order.write("quantity", price: "price", &writer) { writer in
      writer.field("quoteOrderQty", ifPresent: ticket.cost)
    }
    writer.field("icebergQty", ifPresent: ticket.icebergAmount)
    if market == .perp { writePosition(ticket, &writer) }
    try writePrevention(ticket, &writer)
    if let id = ticket.clientOrderID { writer.text("newClientOrderId", id) }
    writeAnswer(market, &writer)
  }

  /// Futures acknowledge unless asked for more. Source: rest-api.md and USDS-M "New Order".
  private func writeAnswer(_ market: Market, _ writer: inout some ParameterWriter) {
    switch (table.answer, market) {
    case (.result, .spot): writer.field("newOrderRespType", "FULL")
    case (.result, .perp): writer.field("newOrderRespType", "RESULT")
    case (.acknowledgement, .spot): writer.field("newOrderRespType", "ACK")
    case (.acknowledgement, .perp): break
    }
  }

  /// Time in force of a limit order; good till cancelled unless said.
  private func writeTime(
    _ ticket: OrderTicket, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    if ticket.isMarket { return }
    if ticket.postOnly { return writer.field("timeInForce", "GTX") }
    let time = ticket.timeInForce ?? .gtc
    guard let word = table.timeInForce[time] else {
      throw .invalid("timeInForce", "is \(time.rawValue), which Binance does not have")
    }
    writer.field("timeInForce", word)
  }

  private func writeSpotType(
    _ order: FittedOrder, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    let ticket = order.ticket
    guard ticket.trigger != nil || ticket.trailingPercent != nil else {
      if ticket.postOnly { return writer.field("type", "LIMIT_MAKER") }
      writer.field("type", ticket.isMarket ? "MARKET" as StaticString : "LIMIT")
      return try writeTime(ticket, &writer)
    }
    if ticket.postOnly { throw .notAllowed("postOnly", "a triggered spot order cannot have it") }
    if let reference = ticket.trigger?.reference, reference != .last {
      throw .invalid("trigger.by", "is \(reference.rawValue); Binance spot watches last only")
    }
    let isStop = ticket.trigger?.isStop(ticket.side) ?? true
    switch (isStop, ticket.isMarket) {
    case (true, true): writer.field("type", "STOP_LOSS")
    case (true, false): writer.field("type", "STOP_LOSS_LIMIT")
    case (false, true): writer.field("type", "TAKE_PROFIT")
    case (false, false): writer.field("type", "TAKE_PROFIT_LIMIT")
    }
    try writeTime(ticket, &writer)
    let stop = ticket.trailingPercent == nil ? ticket.trigger?.price : ticket.trailingActivation
    writer.field("stopPrice", ifPresent: stop)
    guard let percent = ticket.trailingPercent else { return }
    // Basis points. Source: faqs/trailing-stop-faq.md (trailingDelta).
    guard
      let delta = percent.value.multipliedIfFits(by: Decimal18(100), rounding: .down),
      delta.roundedIfFits(toMultipleOf: .one, rounding: .down) == delta
    else { throw .invalid("trailingPercent", "is no whole number of basis points") }
    writer.field("trailingDelta", delta)
  }

  /// A conditional order of futures. Source: USDS-M "New Algo Order".
  func writeConditional(
    _ order: FittedOrder, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    let ticket = order.ticket
    writer.field("algoType", "CONDITIONAL")
    writer.field("symbol", order.rules.venueSymbolBytes)
    writer.field("side", table.word(ticket.side))
    if let percent = ticket.trailingPercent {
      guard ticket.isMarket, ticket.trigger == nil else {
        throw .notAllowed("trailingPercent", "Binance futures trail with a market order alone")
      }
      guard percent.value >= Decimal18(mantissa: 100_000_000_000_000_000),
        percent.value <= Decimal18(10)
      else { throw .invalid("trailingPercent", "is outside Binance's 0.1 to 10") }
      writer.field("type", "TRAILING_STOP_MARKET")
      writer.field("callbackRate", percent.value)
      writer.field("activatePrice", ifPresent: ticket.trailingActivation)
    } else {
      guard let trigger = ticket.trigger else {
        throw .missing("trigger", "Binance closes a whole position only by a triggered order")
      }
      try writeTrigger(trigger, ticket, &writer)
    }
    if ticket.closePosition {
      guard ticket.isMarket else { throw .notAllowed("closePosition", "it closes at the market") }
      writer.field("closePosition", true)
      if ticket.positionMode == .hedge { writeSide(ticket, &writer) }
    } else {
      if let size = order.size { writer.field("quantity", size) }
      writePosition(ticket, &writer)
    }
    writer.field("price", ifPresent: ticket.price)
    try writePrevention(ticket, &writer)
    if let id = ticket.clientOrderID { writer.text("clientAlgoId", id) }
    writer.field("newOrderRespType", "RESULT")
  }

  private func writeTrigger(
    _ trigger: OrderTrigger, _ ticket: OrderTicket, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    switch (trigger.isStop(ticket.side), ticket.isMarket) {
    case (true, true): writer.field("type", "STOP_MARKET")
    case (true, false): writer.field("type", "STOP")
    case (false, true): writer.field("type", "TAKE_PROFIT_MARKET")
    case (false, false): writer.field("type", "TAKE_PROFIT")
    }
    writer.field("triggerPrice", trigger.price.value)
    if let reference = trigger.reference {
      writer.field(
        "workingType",
        try table.word("triggerReferences", reference.rawValue, field: "trigger.by"))
    }
    if ticket.timeInForce != nil || ticket.postOnly { try writeTime(ticket, &writer) }
    if let expiry = ticket.expiresAt { writer.field("goodTillDate", expiry) }
  }

  private func writePosition(_ ticket: OrderTicket, _ writer: inout some ParameterWriter) {
    if ticket.positionMode == .hedge {
      writeSide(ticket, &writer)
    } else if ticket.reduceOnly {
      writer.field("reduceOnly", true)
    }
  }

  private func writeSide(_ ticket: OrderTicket, _ writer: inout some ParameterWriter) {
    var ticket = ticket
    if ticket.closePosition { ticket.reduceOnly = true }
    writer.field("positionSide", ticket.positionSide == .long ? "LONG" as StaticString : "SHORT")
  }

  private func writePrevention(
    _ ticket: OrderTicket, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    guard let prevention = ticket.selfTradePrevention else { return }
    writer.field(
      "selfTradePreventionMode",
      try table.word(
        "selfTradePrevention", prevention.rawValue, field: "selfTradePrevention"))
  }

  /// One cancels the other, spot only. Above the market stands a seller's profit or a buyer's stop.
  /// Source: rest-api.md "New Order list - OCO".
  func placeOCO(
    _ order: OrderTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    guard market == .spot else {
      throw .notSupported("Binance futures have no OCO; use set_trading_stop")
    }
    let legs = try OCOLegs(order, try rules(order.symbol, market))
    if let id = order.clientOrderID { try table.checkClientOrderID(id, market) }
    var form = try parameters(order.symbol, market)
    form.field("side", table.word(order.side))
    form.field("quantity", legs.size)
    if order.side == .sell {
      writeProfit(legs, &form, "aboveType", "abovePrice", "aboveStopPrice", "aboveTimeInForce")
      writeStop(legs, &form, "belowType", "belowPrice", "belowStopPrice", "belowTimeInForce")
    } else {
      writeStop(legs, &form, "aboveType", "abovePrice", "aboveStopPrice", "aboveTimeInForce")
      writeProfit(legs, &form, "belowType", "belowPrice", "belowStopPrice", "belowTimeInForce")
    }
    if let id = order.clientOrderID { form.text("listClientOrderId", id) }
    form.field("newOrderRespType", "FULL")
    return try send(.placeOrderList, market, form, time)
  }

  private func writeProfit(
    _ legs: OCOLegs, _ form: inout FormWriter, _ type: StaticString, _ price: StaticString,
    _ stop: StaticString, _ time: StaticString
  ) {
    guard let trigger = legs.takeProfit.triggerPrice else {
      form.field(type, "LIMIT_MAKER")
      return form.field(price, ifPresent: legs.takeProfit.price)
    }
    form.field(
      type, legs.takeProfit.price == nil ? "TAKE_PROFIT" as StaticString : "TAKE_PROFIT_LIMIT")
    form.field(stop, trigger.value)
    guard let limit = legs.takeProfit.price else { return }
    form.field(price, limit.value)
    form.field(time, "GTC")
  }

  private func writeStop(
    _ legs: OCOLegs, _ form: inout FormWriter, _ type: StaticString, _ price: StaticString,
    _ stop: StaticString, _ time: StaticString
  ) {
    form.field(type, legs.stopLoss.price == nil ? "STOP_LOSS" as StaticString : "STOP_LOSS_LIMIT")
    form.field(stop, ifPresent: legs.stopLoss.triggerPrice)
    guard let limit = legs.stopLoss.price else { return }
    form.field(price, limit.value)
    form.field(time, "GTC")
  }
}
