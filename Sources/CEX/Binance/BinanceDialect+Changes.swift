import FixedPoint
import TradingModel
import VenueDefinitions

extension BinanceDialect {
  /// Writes one order's id.
  private func write(
    _ orders: OrderSelection, _ market: Market, _ form: inout FormWriter, id: StaticString,
    clientID: StaticString
  ) throws(GatewayRefusal) {
    switch (orders.orderIDs.first, orders.clientOrderIDs.first) {
    case (let order?, nil):
      try table.checkOrderID(order, digitsOnly: true)
      form.text(id, order)
    case (nil, let client?):
      try table.checkClientOrderID(client, market)
      form.text(clientID, client)
    case (nil, nil): throw .missing("orderId", "or clientOrderId")
    default: throw .notAllowed("clientOrderId", "give one of orderId and clientOrderId")
    }
  }

  private func isAlgo(_ orders: OrderSelection, _ market: Market) -> Bool {
    orders.isConditional && market == .perp
  }

  private func one(
    _ orders: OrderSelection, _ market: Market
  ) throws(GatewayRefusal) -> FormWriter {
    var form = try parameters(try require(orders.symbol), market)
    if isAlgo(orders, market) {
      try write(orders, market, &form, id: "algoId", clientID: "clientAlgoId")
    } else {
      try write(orders, market, &form, id: "orderId", clientID: "origClientOrderId")
    }
    return form
  }

  func cancel(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let name: EndpointName = isAlgo(orders, market) ? .cancelConditional : .cancelOrder
    return try send(name, market, try one(orders, market), time)
  }

  func getOrder(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let name: EndpointName = isAlgo(orders, market) ? .getConditional : .getOrder
    return try send(name, market, try one(orders, market), time)
  }

  /// Futures cancel ten plain orders a request; spot and conditional orders go one by one.
  /// Source: USDS-M "Cancel Multiple Orders".
  func cancelEach(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var requests: [VenueRequest] = []
    if market == .spot || orders.isConditional {
      for order in orders.split { requests.append(try cancel(order, market, time)) }
      return requests
    }
    let symbol = try require(orders.symbol)
    for order in orders.split { _ = try one(order, market) }
    for start in stride(from: 0, to: orders.orderIDs.count, by: 10) {
      let ids = orders.orderIDs[start..<min(start + 10, orders.orderIDs.count)]
      var form = try parameters(symbol, market)
      form.text("orderIdList", "[" + ids.joined(separator: ",") + "]")
      requests.append(try send(.cancelOrders, market, form, time))
    }
    for start in stride(from: 0, to: orders.clientOrderIDs.count, by: 10) {
      let ids = orders.clientOrderIDs[start..<min(start + 10, orders.clientOrderIDs.count)]
      var form = try parameters(symbol, market)
      form.text(
        "origClientOrderIdList", "[" + ids.map { "\"\($0)\"" }.joined(separator: ",") + "]")
      requests.append(try send(.cancelOrders, market, form, time))
    }
    return requests
  }

  func cancelAll(
    _ orders: OrderSelection, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let form = try parameters(try require(orders.symbol), market)
    return try send(
      isAlgo(orders, market) ? .cancelAllConditional : .cancelAll, market, form, time)
  }

  func cancelAllAfter(
    _ symbol: String?, _ milliseconds: Int64, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    guard market == .perp else { throw .notSupported("Binance spot has no dead-man switch") }
    var form = try parameters(try require(symbol), market)
    form.field("countdownTime", milliseconds)
    return try send(.cancelAllAfter, market, form, time)
  }

  /// Spot keeps its place when only the amount falls and is replaced otherwise; futures change
  /// price and amount, both named. Source: rest-api.md "Order Amend Keep Priority", "Cancel an
  /// existing order and send a new order"; USDS-M "Modify Order".
  func amend(
    _ change: OrderAmendment, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    if change.selection.isConditional || change.trigger != nil {
      throw .notSupported("Binance does not amend conditional orders; cancel and place anew")
    }
    let rules = try rules(try require(change.selection.symbol), market)
    guard let amount = change.amount else {
      throw .missing("amount", "Binance asks for the new total with every change")
    }
    let quantity = try rules.fitted(amount, isMarket: false)
    if market == .spot, change.price == nil {
      var form = try one(change.selection, market)
      form.field("newQty", quantity.value)
      try write(newID: change, market, &form)
      return try send(.amendQuantity, market, form, time)
    }
    guard let side = change.side else { throw .missing("side", "Binance asks for it again") }
    guard let asked = change.price else { throw .missing("price", "Binance asks for it again") }
    let price = try rules.fittedLimit(asked, side)
    try rules.checkNotional(quantity, at: price)
    if market == .perp {
      var form = try one(change.selection, market)
      form.field("side", table.word(side))
      form.field("quantity", quantity.value)
      form.field("price", price.value)
      return try send(.amendOrder, market, form, time)
    }
    var form = try parameters(rules.symbol, market)
    try write(
      change.selection, market, &form, id: "cancelOrderId", clientID: "cancelOrigClientOrderId")
    form.field("cancelReplaceMode", "STOP_ON_FAILURE")
    form.field("side", table.word(side))
    form.field("type", "LIMIT")
    form.field("timeInForce", "GTC")
    form.field("quantity", quantity.value)
    form.field("price", price.value)
    try write(newID: change, market, &form)
    form.field("newOrderRespType", "FULL")
    return try send(.amendOrder, market, form, time)
  }

  private func write(
    newID change: OrderAmendment, _ market: Market, _ form: inout FormWriter
  ) throws(GatewayRefusal) {
    guard let id = change.newClientOrderID else { return }
    try table.checkClientOrderID(id, market)
    form.text("newClientOrderId", id)
  }

  /// One conditional order a side, closing the position or a part of it.
  func setTradingStop(
    _ stop: TradingStopTicket, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    guard market == .perp else { throw .notAllowed("action", "spot has no positions") }
    if stop.trailingDistance != nil {
      throw .notSupported("Binance trails by percent; place_order with trailingPercent")
    }
    let clears = [stop.stopLoss, stop.takeProfit].compactMap { $0 }.filter(\.isZero)
    if !clears.isEmpty {
      guard stop.stopLoss?.isZero ?? true, stop.takeProfit?.isZero ?? true, clears.count == 2 else {
        throw .notSupported(
          "Binance clears one of two by its order: cancel_order with conditional")
      }
      let form = try parameters(stop.symbol, market)
      return [try send(.cancelAllConditional, market, form, time)]
    }
    guard let side = stop.side else {
      throw .missing("positionSide", "long or short; Binance's orders name a direction")
    }
    var requests: [VenueRequest] = []
    for (kind, price) in [
      (OrderTrigger.Kind.stopLoss, stop.stopLoss), (.takeProfit, stop.takeProfit),
    ] {
      guard let price else { continue }
      var order = OrderTicket(symbol: stop.symbol, side: side.reducingSide, isMarket: true)
      order.trigger = OrderTrigger(kind: kind, price: price, reference: stop.reference)
      order.amount = stop.size
      order.closePosition = stop.size == nil
      order.positionMode = stop.positionMode
      requests.append(try place(order, market, time))
    }
    guard !requests.isEmpty else { throw .missing("stopLoss", "or takeProfit") }
    return requests
  }

  func closePosition(
    _ close: PositionClose, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    guard market == .perp else { throw .notAllowed("action", "spot has no positions") }
    guard let side = close.positionSide else { throw .missing("side", "of the position") }
    guard let amount = close.amount else {
      throw .missing("amount", "Binance has no request that closes a position by itself")
    }
    var order = OrderTicket(symbol: close.symbol, side: side.reducingSide, isMarket: true)
    order.amount = amount
    order.reduceOnly = true
    order.positionMode = close.positionMode
    order.clientOrderID = close.clientOrderID
    return try place(order, market, time)
  }
}
