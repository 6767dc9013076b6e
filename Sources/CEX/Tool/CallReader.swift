import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// Reads a line of `venues request` into a call.
struct CallReader {
  let venue: String
  let market: Market
  let environment: WireEnvironment.Name
  let action: GatewayAction

  /// Fields every action has.
  private static let envelope = ["id", "venue", "market", "action", "environment"]
  private static let aliases = [
    "currency": "asset", "code": "asset", "coin": "asset", "timeframe": "interval",
    "startTime": "since", "endTime": "until", "clientWithdrawalId": "clientOrderId",
    "clientTransferId": "clientOrderId", "goodTillDate": "expiresAt",
    "fromAccount": "from", "toAccount": "to",
  ]

  private static let selection = ["symbol", "orderId", "clientOrderId", "conditional"]
  private static let window = ["symbol", "since", "until", "limit"]
  private static let wallet = ["asset", "since", "until", "limit"]

  /// The fields of each action besides the envelope.
  static let actions: [(name: String, fields: [String])] = [
    ("place_order", orderFields),
    ("place_orders", ["orders"]),
    (
      "place_oco",
      [
        "symbol", "side", "amount", "price", "stopLoss", "takeProfit", "clientOrderId",
        "positionMode", "marginMode",
      ]
    ),
    ("cancel_order", selection),
    ("cancel_orders", ["symbol", "orderIds", "clientOrderIds", "conditional"]),
    ("cancel_all", ["symbol", "conditional"]),
    ("cancel_all_after", ["symbol", "timeout"]),
    (
      "amend_order",
      selection + ["side", "type", "amount", "price", "trigger", "newClientOrderId"]
    ),
    (
      "set_trading_stop",
      [
        "symbol", "positionSide", "positionMode", "marginMode", "stopLoss", "takeProfit", "size",
        "trailingDistance", "trailingActivation", "triggerBy",
      ]
    ),
    ("get_order", selection),
    ("list_open_orders", ["symbol", "conditional", "since", "until", "limit"]),
    ("list_closed_orders", ["symbol", "conditional", "since", "until", "limit"]),
    ("list_fills", window),
    ("list_positions", ["symbol"]),
    ("get_balance", ["asset", "wallet"]),
    ("set_leverage", ["symbol", "leverage", "marginMode", "positionMode"]),
    ("set_margin_mode", ["symbol", "marginMode", "leverage"]),
    ("set_position_mode", ["symbol", "positionMode"]),
    ("change_margin", ["symbol", "amount", "direction", "positionSide"]),
    (
      "close_position",
      ["symbol", "side", "amount", "positionMode", "marginMode", "clientOrderId"]
    ),
    ("get_klines", ["symbol", "interval", "since", "until", "limit"]),
    ("get_order_book", ["symbol", "limit"]),
    ("get_ticker", ["symbol"]),
    ("get_funding_rate", ["symbol"]),
    ("list_funding_rates", window),
    ("list_funding_payments", window),
    ("get_leverage_tiers", ["symbol"]),
    ("get_trading_fee", ["symbol"]),
    ("get_server_time", []),
    ("get_deposit_address", ["asset", "network"]),
    ("withdraw", ["asset", "amount", "address", "network", "tag", "clientOrderId"]),
    ("list_withdrawals", wallet),
    ("list_deposits", wallet),
    ("transfer", ["asset", "amount", "from", "to", "clientOrderId"]),
  ]

  static let orderFields = [
    "symbol", "side", "type", "amount", "cost", "price", "clientOrderId", "timeInForce",
    "expiresAt", "postOnly", "reduceOnly", "positionMode", "marginMode", "trigger", "stopLoss",
    "takeProfit", "trailingPercent", "trailingActivation", "closePosition", "selfTradePrevention",
    "icebergAmount", "test",
  ]

  static let venues: [(String, String)] = [
    ("binance", "binance"), ("binanceusdm", "binance"), ("bybit", "bybit"), ("okx", "okx"),
  ]
  private static let markets: [(String, Market)] = [
    ("spot", .spot), ("linear", .perp), ("perp", .perp), ("swap", .perp),
  ]
  private static let environments: [(String, WireEnvironment.Name)] = [
    ("live", .production), ("testnet", .testnet), ("demo", .demo),
  ]

  /// Reads a line's object.
  /// - Throws: ``GatewayRefusal`` naming the field and the nearest spelling.
  init(_ node: JSONNode) throws(GatewayRefusal) {
    guard let name = node["action"]?.text else {
      throw node.members == nil ? .invalid("line", "is no JSON object") : .missing("action")
    }
    guard let known = Self.actions.first(where: { $0.name == name }) else {
      let nearest = Spelling.nearest(to: name, among: Self.actions.map(\.name))
      let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
      throw GatewayRefusal("unknownAction", "unknown action \"\(name.prefix(64))\"\(hint)")
    }
    var aliases = Self.aliases
    if name == "set_trading_stop" { aliases["side"] = "positionSide" }
    let fields = try CallFields(
      node, allowed: Self.envelope + known.fields, aliases: aliases)
    let named = try fields.requiredText("venue")
    guard let venue = Self.venues.first(where: { $0.0 == named })?.1 else {
      let nearest = Spelling.nearest(to: named, among: Self.venues.map(\.0))
      let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
      throw GatewayRefusal("unknownVenue", "unknown venue \"\(named.prefix(64))\"\(hint)")
    }
    self.venue = venue
    let said = try fields.choice("market", Self.markets)
    if named == "binanceusdm", said == .spot {
      throw .invalid("market", "is spot, and binanceusdm is Binance's linear market")
    }
    let symbol = fields.has("symbol") ? try fields.text("symbol") ?? "" : ""
    let isLinear = named == "binanceusdm" || symbol.utf8.contains(UInt8(ascii: ":"))
    market = said ?? (isLinear ? .perp : .spot)
    environment = try fields.choice("environment", Self.environments) ?? .production
    action = try Self.read(name, fields, market)
  }

  private static func read(
    _ name: String, _ fields: CallFields, _ market: Market
  ) throws(GatewayRefusal) -> GatewayAction {
    switch name {
    case "place_order": return .placeOrder(try fields.order())
    case "place_orders": return .placeOrders(try fields.orders())
    case "place_oco": return .placeOCO(try fields.ocoOrder())
    case "cancel_order": return .cancelOrder(try fields.selection())
    case "cancel_orders": return .cancelOrders(try fields.selections())
    case "cancel_all": return .cancelAll(try fields.selection(needsID: false))
    case "cancel_all_after":
      guard let time = try fields.integer("timeout", maximum: 86_400_000) else {
        throw .missing("timeout", "in milliseconds; 0 switches it off")
      }
      return .cancelAllAfter(symbol: try fields.text("symbol"), milliseconds: time)
    case "amend_order": return .amendOrder(try fields.amendment())
    case "set_trading_stop": return .setTradingStop(try fields.tradingStop())
    case "get_order": return .getOrder(try fields.selection())
    case "set_leverage", "set_margin_mode", "set_position_mode", "change_margin":
      if market == .spot { throw .notAllowed("action", "spot has no positions") }
      return .configure(try fields.setting(name))
    case "close_position": return .closePosition(try fields.positionClose())
    case "withdraw": return .withdraw(try fields.withdrawal())
    case "transfer": return .transfer(try fields.transfer())
    default: return .query(try fields.query(name, market))
    }
  }
}
