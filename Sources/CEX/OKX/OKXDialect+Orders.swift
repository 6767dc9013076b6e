import FixedPoint
import TradingModel
import VenueDefinitions

extension OKXDialect {
  public func place(
    _ order: OrderTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let fitted = try fit(order, market)
    guard !order.isConditional else {
      return try post(.placeConditional, market, try conditional(fitted, market), time)
    }
    return try post(.placeOrder, market, try plain(fitted, market), time)
  }

  /// Twenty plain orders a request; conditional orders go one by one. Source: OKX "Place multiple
  /// orders".
  func place(
    _ orders: [OrderTicket], _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var rows: [[UInt8]] = []
    var singles: [VenueRequest] = []
    for order in orders {
      if order.isConditional {
        singles.append(try place(order, market, time))
      } else {
        rows.append(try plain(try fit(order, market), market))
      }
    }
    return try batches(.placeOrders, rows, size: 20, market, time) + singles
  }

  func batches(
    _ name: EndpointName, _ rows: [[UInt8]], size: Int, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var requests: [VenueRequest] = []
    for start in stride(from: 0, to: rows.count, by: size) {
      let chunk = Array(rows[start..<min(start + size, rows.count)])
      requests.append(try post(name, market, BodyWriter.array(chunk), time))
    }
    return requests
  }

  private func fit(_ order: OrderTicket, _ market: Market) throws(GatewayRefusal) -> FittedOrder {
    if let id = order.clientOrderID { try table.checkClientOrderID(id, market) }
    if order.isTest { throw .notSupported("OKX has no request that only tests an order") }
    if order.icebergAmount != nil {
      throw .notSupported("OKX's iceberg is an algorithm with prices of its own; not offered here")
    }
    if order.timeInForce == .gtd {
      throw .invalid("timeInForce", "is GTD, which OKX does not have (GTC, IOC, FOK)")
    }
    return try FittedOrder(order, try rules(order.symbol, market))
  }

  /// Writes what plain and conditional orders share.
  private func writeHead(
    _ order: FittedOrder, _ market: Market, _ writer: inout BodyWriter
  ) throws(GatewayRefusal) {
    let ticket = order.ticket
    writer.field("instId", order.rules.venueSymbolBytes)
    if market == .spot {
      writer.field("tdMode", "cash")
    } else {
      writer.field("tdMode", ticket.marginMode == .cross ? "cross" as StaticString : "isolated")
    }
    writer.field("side", table.word(ticket.side))
    if ticket.positionMode == .hedge {
      var held = ticket
      if ticket.closePosition { held.reduceOnly = true }
      writer.field("posSide", held.positionSide == .long ? "long" as StaticString : "short")
    }
  }

  /// Source: OKX "Place order"; the order type says the time in force.
  private func plain(
    _ order: FittedOrder, _ market: Market
  ) throws(GatewayRefusal) -> [UInt8] {
    let ticket = order.ticket
    var body = BodyWriter()
    try writeHead(order, market, &body)
    body.field("ordType", type(of: ticket))
    order.write("sz", price: "px", &body) { body in
      body.field("sz", ifPresent: ticket.cost)
      if market == .spot {
        body.field("tgtCcy", ticket.cost == nil ? "base_ccy" as StaticString : "quote_ccy")
      }
    }
    if ticket.reduceOnly, ticket.positionMode == .oneWay { body.field("reduceOnly", true) }
    if ticket.stopLoss != nil || ticket.takeProfit != nil {
      body.node("attachAlgoOrds", BodyWriter.array([attached(ticket)]))
    }
    if let prevention = ticket.selfTradePrevention {
      let word = try table.word(
        "selfTradePrevention", prevention.rawValue, field: "selfTradePrevention")
      body.field("stpMode", word)
    }
    if let id = ticket.clientOrderID { body.text("clOrdId", id) }
    return body.finish()
  }

  private func type(of ticket: OrderTicket) -> StaticString {
    if ticket.isMarket { return "market" }
    if ticket.postOnly { return "post_only" }
    switch ticket.timeInForce {
    case .ioc: return "ioc"
    case .fok: return "fok"
    case .gtc, .gtd, nil: return "limit"
    }
  }

  private func attached(_ ticket: OrderTicket) -> [UInt8] {
    var body = BodyWriter()
    write(stopLoss: ticket.stopLoss, "last", &body)
    write(takeProfit: ticket.takeProfit, "last", &body)
    return body.finish()
  }

  private func write(
    stopLoss exit: AttachedExit?, _ reference: StaticString, _ body: inout BodyWriter
  ) {
    guard let exit else { return }
    body.field("slTriggerPx", ifPresent: exit.triggerPrice)
    if let price = exit.price {
      body.field("slOrdPx", price.value)
    } else {
      body.field("slOrdPx", "-1")
    }
    body.field("slTriggerPxType", reference)
  }

  private func write(
    takeProfit exit: AttachedExit?, _ reference: StaticString, _ body: inout BodyWriter
  ) {
    guard let exit else { return }
    body.field("tpTriggerPx", ifPresent: exit.triggerPrice)
    if let price = exit.price {
      body.field("tpOrdPx", price.value)
    } else {
      body.field("tpOrdPx", "-1")
    }
    body.field("tpTriggerPxType", reference)
  }

  private func word(_ reference: TriggerReference?) -> StaticString {
    switch reference {
    case .mark: "mark"
    case .index: "index"
    case .last, nil: "last"
    }
  }

  /// Source: OKX "Place algo order".
  private func conditional(
    _ order: FittedOrder, _ market: Market
  ) throws(GatewayRefusal) -> [UInt8] {
    let ticket = order.ticket
    if ticket.selfTradePrevention != nil {
      throw .notAllowed("selfTradePrevention", "OKX's algo orders do not have it")
    }
    if ticket.postOnly || ticket.timeInForce != nil {
      throw .notAllowed(
        ticket.postOnly ? "postOnly" : "timeInForce", "OKX's algo orders do not have it")
    }
    var body = BodyWriter()
    try writeHead(order, market, &body)
    let isEntry = ticket.trigger?.kind == .entry
    if ticket.trailingPercent != nil {
      guard ticket.trigger == nil, ticket.isMarket else {
        throw .notAllowed("trailingPercent", "OKX trails with a market order alone")
      }
      body.field("ordType", "move_order_stop")
    } else {
      guard ticket.trigger != nil else {
        throw .missing("trigger", "without one use close_position")
      }
      body.field("ordType", isEntry ? "trigger" as StaticString : "conditional")
    }
    if let size = order.size { body.field("sz", size) }
    if ticket.closePosition { body.field("closeFraction", "1") }
    if market == .spot, isEntry || ticket.trailingPercent != nil {
      body.field("tgtCcy", "base_ccy")
    }
    try writeCondition(ticket, &body)
    let reduces = ticket.reduceOnly && ticket.positionMode == .oneWay
    if reduces || ticket.closePosition { body.field("reduceOnly", true) }
    if ticket.stopLoss != nil || ticket.takeProfit != nil {
      guard isEntry else { throw .notAllowed("stopLoss", "an exit has no exits of its own") }
      body.node("attachAlgoOrds", BodyWriter.array([attached(ticket)]))
    }
    if let id = ticket.clientOrderID { body.text("algoClOrdId", id) }
    return body.finish()
  }

  private func writeCondition(
    _ ticket: OrderTicket, _ body: inout BodyWriter
  ) throws(GatewayRefusal) {
    if let percent = ticket.trailingPercent {
      guard let ratio = percent.value.divided(by: Decimal18(100), rounding: .down),
        ratio.multipliedIfFits(by: Decimal18(100), rounding: .down) == percent.value
      else { throw .invalid("trailingPercent", "has too many decimals") }
      body.field("callbackRatio", ratio)
      return body.field("activePx", ifPresent: ticket.trailingActivation)
    }
    guard let trigger = ticket.trigger else { return }
    let exit = AttachedExit(triggerPrice: trigger.price, price: ticket.price)
    switch trigger.kind {
    case .stopLoss: write(stopLoss: exit, word(trigger.reference), &body)
    case .takeProfit: write(takeProfit: exit, word(trigger.reference), &body)
    case .entry:
      body.field("triggerPx", trigger.price.value)
      if let price = ticket.price {
        body.field("orderPx", price.value)
      } else {
        body.field("orderPx", "-1")
      }
      if let reference = trigger.reference { body.field("triggerPxType", word(reference)) }
    }
  }

  func placeOCO(
    _ order: OrderTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    if let id = order.clientOrderID { try table.checkClientOrderID(id, market) }
    let instrument = try rules(order.symbol, market)
    let legs = try OCOLegs(order, instrument)
    var ticket = order
    if market == .perp { ticket.reduceOnly = true }
    var head = OrderTicket(symbol: order.symbol, side: order.side, isMarket: true)
    head.amount = order.amount
    head.positionMode = order.positionMode
    head.marginMode = order.marginMode
    head.reduceOnly = ticket.reduceOnly
    var body = BodyWriter()
    try writeHead(try FittedOrder(head, instrument), market, &body)
    body.field("ordType", "oco")
    body.field("sz", legs.size)
    write(
      takeProfit: AttachedExit(
        triggerPrice: legs.takeProfit.triggerPrice ?? legs.takeProfit.price,
        price: legs.takeProfit.price), "last", &body)
    write(stopLoss: legs.stopLoss, "last", &body)
    if head.reduceOnly, order.positionMode == .oneWay { body.field("reduceOnly", true) }
    if let id = order.clientOrderID { body.text("algoClOrdId", id) }
    return try post(.placeConditional, market, body.finish(), time)
  }

  /// One algo order that closes the position, or a part of it; a trailing stop is one of its own.
  /// Source: OKX "Place algo order" (closeFraction, cxlOnClosePos).
  func setTradingStop(
    _ stop: TradingStopTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    try requirePerpetual(market)
    for price in [stop.stopLoss, stop.takeProfit, stop.trailingDistance] where price?.isZero == true
    {
      throw .notSupported("OKX clears protection by its order: cancel_order with conditional")
    }
    let instrument = try rules(stop.symbol, market)
    let fitted = try stop.fitted(instrument)
    guard let side = stop.side else {
      throw .missing("positionSide", "long or short; OKX's orders name a direction")
    }
    var ticket = OrderTicket(symbol: stop.symbol, side: side.reducingSide, isMarket: true)
    ticket.amount = fitted.size
    ticket.closePosition = stop.size == nil
    ticket.reduceOnly = true
    ticket.positionMode = stop.positionMode
    ticket.marginMode = stop.marginMode
    let order = try FittedOrder(ticket, instrument)
    var requests: [VenueRequest] = []
    if fitted.stopLoss != nil || fitted.takeProfit != nil {
      var body = BodyWriter()
      try writeHead(order, market, &body)
      let isBoth = fitted.stopLoss != nil && fitted.takeProfit != nil
      body.field("ordType", isBoth ? "oco" as StaticString : "conditional")
      if let size = order.size { body.field("sz", size) } else { body.field("closeFraction", "1") }
      let reference = word(stop.reference)
      write(takeProfit: fitted.takeProfit.map { AttachedExit(triggerPrice: $0) }, reference, &body)
      write(stopLoss: fitted.stopLoss.map { AttachedExit(triggerPrice: $0) }, reference, &body)
      body.field("reduceOnly", true)
      if order.size == nil { body.field("cxlOnClosePos", true) }
      requests.append(try post(.placeConditional, market, body.finish(), time))
    }
    if let distance = fitted.trailingDistance {
      guard let size = order.size else { throw .missing("size", "OKX trails a named amount") }
      var body = BodyWriter()
      try writeHead(order, market, &body)
      body.field("ordType", "move_order_stop")
      body.field("sz", size)
      body.field("callbackSpread", distance.value)
      body.field("activePx", ifPresent: fitted.trailingActivation)
      body.field("reduceOnly", true)
      requests.append(try post(.placeConditional, market, body.finish(), time))
    }
    return requests
  }
}
