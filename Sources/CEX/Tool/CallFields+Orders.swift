import FixedPoint
import JSON
import TradingModel

extension CallFields {
  private static let sides: [(String, Side)] = [("buy", .buy), ("sell", .sell)]
  private static let modes: [(String, PositionMode)] = [("oneWay", .oneWay), ("hedge", .hedge)]
  private static let margins: [(String, MarginMode)] = [("cross", .cross), ("isolated", .isolated)]
  private static let references: [(String, TriggerReference)] = [
    ("last", .last), ("mark", .mark), ("index", .index),
  ]
  private static let kinds: [(String, OrderTrigger.Kind)] = [
    ("stopLoss", .stopLoss), ("takeProfit", .takeProfit), ("entry", .entry),
  ]
  private static let directions: [(String, Bool)] = [
    ("rising", true), ("falling", false), ("rise", true), ("fall", false), ("up", true),
    ("down", false), ("above", true), ("below", false), ("ascending", true),
    ("descending", false),
  ]
  private static let preventions: [(String, SelfTradePrevention)] = [
    ("none", .none), ("cancelMaker", .cancelMaker), ("cancelTaker", .cancelTaker),
    ("cancelBoth", .cancelBoth), ("expireMaker", .cancelMaker), ("expireTaker", .cancelTaker),
    ("expireBoth", .cancelBoth),
  ]
  private static let positionSides: [(String, PositionSide)] = [
    ("long", .long), ("short", .short), ("buy", .long), ("sell", .short),
  ]

  func positionMode() throws(GatewayRefusal) -> PositionMode? {
    try choice("positionMode", Self.modes)
  }

  func marginMode() throws(GatewayRefusal) -> MarginMode? {
    try choice("marginMode", Self.margins)
  }

  func positionSide(_ name: String) throws(GatewayRefusal) -> PositionSide? {
    try choice(name, Self.positionSides)
  }

  func side() throws(GatewayRefusal) -> Side? { try choice("side", Self.sides) }

  func reference(_ name: String) throws(GatewayRefusal) -> TriggerReference? {
    try choice(name, Self.references)
  }

  /// An order as `place_order` spells it.
  func order() throws(GatewayRefusal) -> OrderTicket {
    let symbol = try requiredText("symbol")
    guard let side = try side() else { throw .missing("\(place)side") }
    guard let isMarket = try choice("type", [("limit", false), ("market", true)]) else {
      throw .missing("\(place)type")
    }
    var order = OrderTicket(symbol: symbol, side: side, isMarket: isMarket)
    order.amount = try positive("amount")
    order.cost = try positive("cost")
    order.price = try positive("price")
    order.clientOrderID = try text("clientOrderId")
    try readTime(&order)
    order.reduceOnly = try flag("reduceOnly")
    order.positionMode = try positionMode() ?? .oneWay
    order.marginMode = try marginMode() ?? .cross
    order.trigger = try trigger()
    order.stopLoss = try exit("stopLoss")
    order.takeProfit = try exit("takeProfit")
    order.trailingPercent = try positive("trailingPercent")
    order.trailingActivation = try positive("trailingActivation")
    order.closePosition = try flag("closePosition")
    order.selfTradePrevention = try choice("selfTradePrevention", Self.preventions)
    order.icebergAmount = try positive("icebergAmount")
    order.isTest = try flag("test")
    return order
  }

  private func readTime(_ order: inout OrderTicket) throws(GatewayRefusal) {
    order.postOnly = try flag("postOnly")
    order.expiresAt = try integer("expiresAt")
    let words: [(String, TimeInForce?)] = [
      ("GTC", .gtc), ("IOC", .ioc), ("FOK", .fok), ("GTD", .gtd), ("PO", nil), ("postOnly", nil),
      ("GTX", nil),
    ]
    guard let time = try choice("timeInForce", words) else { return }
    order.timeInForce = time
    if time == nil { order.postOnly = true }
  }

  func orders() throws(GatewayRefusal) -> [OrderTicket] {
    var orders: [OrderTicket] = []
    for (index, element) in try elements("orders").enumerated() {
      let fields = try CallFields(
        element, allowed: CallReader.orderFields, aliases: ["goodTillDate": "expiresAt"],
        place: "orders[\(index)].")
      orders.append(try fields.order())
    }
    let ids = orders.compactMap(\.clientOrderID)
    guard Set(ids).count == ids.count else {
      throw .invalid("orders", "name one clientOrderId twice")
    }
    return orders
  }

  func ocoOrder() throws(GatewayRefusal) -> OrderTicket {
    let symbol = try requiredText("symbol")
    guard let side = try side() else { throw .missing("side") }
    var order = OrderTicket(symbol: symbol, side: side, isMarket: true)
    order.amount = try positive("amount")
    order.price = try positive("price")
    order.clientOrderID = try text("clientOrderId")
    order.stopLoss = try exit("stopLoss")
    order.takeProfit = try exit("takeProfit")
    order.positionMode = try positionMode() ?? .oneWay
    order.marginMode = try marginMode() ?? .cross
    if order.price != nil, order.takeProfit != nil {
      throw .notAllowed("price", "give one of price and takeProfit")
    }
    return order
  }

  private func trigger() throws(GatewayRefusal) -> OrderTrigger? {
    guard let fields = try object("trigger", ["kind", "price", "by", "direction"]) else {
      return nil
    }
    guard let kind = try fields.choice("kind", Self.kinds) else { throw .missing("trigger.kind") }
    guard let price: Price = try fields.positive("price") else { throw .missing("trigger.price") }
    let rising = try fields.choice("direction", Self.directions)
    let natural = (kind == .stopLoss) == (try side() == .buy)
    if let rising, kind != .entry, rising != natural {
      throw .invalid("trigger.direction", "is not the way a \(kind.rawValue) of this side fires")
    }
    return OrderTrigger(
      kind: kind, price: price, reference: try fields.reference("by"), isRising: rising)
  }

  private func exit(_ name: String) throws(GatewayRefusal) -> AttachedExit? {
    guard let fields = try object(name, ["triggerPrice", "price"]) else { return nil }
    return AttachedExit(
      triggerPrice: try fields.positive("triggerPrice"), price: try fields.positive("price"))
  }

  /// Which order: one id.
  func selection(needsID: Bool = true) throws(GatewayRefusal) -> OrderSelection {
    var orders = OrderSelection(symbol: try text("symbol"))
    if needsID {
      if let id = try text("orderId") { orders.orderIDs = [id] }
      if let id = try text("clientOrderId") { orders.clientOrderIDs = [id] }
    }
    try readBook(&orders)
    return orders
  }

  /// Which orders: several ids.
  func selections() throws(GatewayRefusal) -> OrderSelection {
    var orders = OrderSelection(symbol: try text("symbol"))
    orders.orderIDs = try texts("orderIds")
    orders.clientOrderIDs = try texts("clientOrderIds")
    guard orders.orderIDs.isEmpty != orders.clientOrderIDs.isEmpty else {
      throw orders.orderIDs.isEmpty
        ? .missing("orderIds", "or clientOrderIds")
        : .notAllowed("clientOrderIds", "give one of orderIds and clientOrderIds")
    }
    try readBook(&orders)
    return orders
  }

  /// Reads `conditional`: true, or what the orders are for.
  private func readBook(_ orders: inout OrderSelection) throws(GatewayRefusal) {
    if let text = try? text("conditional"), text != "true", text != "false" {
      orders.conditionalKind = try choice("conditional", Self.kinds)
      orders.isConditional = true
    } else {
      orders.isConditional = try flag("conditional")
    }
  }

  func amendment() throws(GatewayRefusal) -> OrderAmendment {
    if let isMarket = try choice("type", [("limit", false), ("market", true)]), isMarket {
      throw .invalid("type", "is market, and a market order does not rest")
    }
    return OrderAmendment(
      selection: try selection(), side: try side(), amount: try positive("amount"),
      price: try positive("price"), trigger: try trigger(),
      newClientOrderID: try text("newClientOrderId"))
  }
}
