import FixedPoint
import TradingModel
import VenueDefinitions

extension BybitDialect {
  public func place(
    _ order: OrderTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var body = BodyWriter()
    write(market, &body)
    try write(try fit(order, market), market, &body)
    return try post(.placeOrder, market, body, time)
  }

  /// Twenty futures or ten spot orders a request. Source: docs v5 order/batch-place.
  func place(
    _ orders: [OrderTicket], _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var rows: [[UInt8]] = []
    for order in orders {
      var body = BodyWriter()
      try write(try fit(order, market), market, &body)
      rows.append(body.finish())
    }
    return try batches(.placeOrders, rows, market, time)
  }

  func batches(
    _ name: EndpointName, _ rows: [[UInt8]], _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    let size = market == .spot ? 10 : 20
    var requests: [VenueRequest] = []
    for start in stride(from: 0, to: rows.count, by: size) {
      var body = BodyWriter()
      write(market, &body)
      body.node("request", BodyWriter.array(Array(rows[start..<min(start + size, rows.count)])))
      requests.append(try post(name, market, body, time))
    }
    return requests
  }

  private func fit(_ order: OrderTicket, _ market: Market) throws(GatewayRefusal) -> FittedOrder {
    if let id = order.clientOrderID { try table.checkClientOrderID(id, market) }
    if order.isTest { throw .notSupported("Bybit has no request that only tests an order") }
    if order.trailingPercent != nil {
      throw .notSupported("Bybit trails positions, not orders; set_trading_stop trailingDistance")
    }
    if order.icebergAmount != nil { throw .notSupported("Bybit's interface has no iceberg orders") }
    if order.timeInForce == .gtd {
      throw .invalid("timeInForce", "is GTD, which Bybit does not have (GTC, IOC, FOK)")
    }
    if order.closePosition, !order.isMarket {
      throw .notAllowed("closePosition", "it closes at the market")
    }
    return try FittedOrder(order, try rules(order.symbol, market))
  }

  /// Writes all of an order but its product group. Source: docs v5 order/create-order.
  private func write(
    _ order: FittedOrder, _ market: Market, _ writer: inout BodyWriter
  ) throws(GatewayRefusal) {
    let ticket = order.ticket
    writer.field("symbol", order.rules.venueSymbolBytes)
    writer.field("side", table.word(ticket.side))
    writer.field("orderType", ticket.isMarket ? "Market" as StaticString : "Limit")
    order.write("qty", price: "price", &writer) { writer in
      writer.field("qty", ifPresent: ticket.cost)
      if ticket.isMarket, market == .spot {
        writer.field(
          "marketUnit", ticket.cost == nil ? "baseCoin" as StaticString : "quoteCoin")
      }
    }
    if ticket.postOnly {
      writer.field("timeInForce", "PostOnly")
    } else if let time = ticket.timeInForce, let word = table.timeInForce[time] {
      writer.field("timeInForce", word)
    }
    if let trigger = ticket.trigger { try write(trigger, ticket, market, &writer) }
    if ticket.closePosition {
      writer.field("qty", "0")
      writer.field("reduceOnly", true)
      writer.field("closeOnTrigger", true)
    } else if ticket.reduceOnly, ticket.positionMode == .oneWay {
      writer.field("reduceOnly", true)
    }
    if ticket.positionMode == .hedge {
      var held = ticket
      if ticket.closePosition { held.reduceOnly = true }
      writer.number("positionIdx", held.positionSide == .long ? 1 : 2)
    }
    writeExits(ticket, market, &writer)
    if let prevention = ticket.selfTradePrevention {
      let word = try table.word(
        "selfTradePrevention", prevention.rawValue, field: "selfTradePrevention")
      writer.field("smpType", word)
    }
    if let id = ticket.clientOrderID { writer.text("orderLinkId", id) }
  }

  private func write(
    _ trigger: OrderTrigger, _ ticket: OrderTicket, _ market: Market,
    _ writer: inout BodyWriter
  ) throws(GatewayRefusal) {
    writer.field("triggerPrice", trigger.price.value)
    guard market == .perp else {
      if let reference = trigger.reference, reference != .last {
        throw .invalid("trigger.by", "is \(reference.rawValue); Bybit spot watches last only")
      }
      return writer.field("orderFilter", Self.filter(trigger.kind))
    }
    writer.number("triggerDirection", trigger.firesOnRise(ticket.side) ? 1 : 2)
    guard let reference = trigger.reference else { return }
    writer.field(
      "triggerBy", try table.word("triggerReferences", reference.rawValue, field: "trigger.by"))
  }

  /// Where spot keeps a conditional order: one that exits holds its coins from the start.
  static func filter(_ kind: OrderTrigger.Kind) -> StaticString {
    kind == .entry ? "StopOrder" : "tpslOrder"
  }

  private func writeExits(_ ticket: OrderTicket, _ market: Market, _ writer: inout BodyWriter) {
    let hasLimit = ticket.stopLoss?.price != nil || ticket.takeProfit?.price != nil
    if hasLimit { writer.field("tpslMode", "Partial") }
    if let exit = ticket.stopLoss {
      writer.field("stopLoss", ifPresent: exit.triggerPrice)
      if exit.price != nil || market == .spot {
        writer.field("slOrderType", exit.price == nil ? "Market" as StaticString : "Limit")
      }
      writer.field("slLimitPrice", ifPresent: exit.price)
    }
    if let exit = ticket.takeProfit {
      writer.field("takeProfit", ifPresent: exit.triggerPrice)
      if exit.price != nil || market == .spot {
        writer.field("tpOrderType", exit.price == nil ? "Market" as StaticString : "Limit")
      }
      writer.field("tpLimitPrice", ifPresent: exit.price)
    }
  }
}
