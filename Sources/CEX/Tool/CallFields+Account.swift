import FixedPoint
import TradingModel

extension CallFields {
  func tradingStop() throws(GatewayRefusal) -> TradingStopTicket {
    var stop = TradingStopTicket(symbol: try requiredText("symbol"))
    stop.positionSide = try positionSide("positionSide")
    stop.positionMode = try positionMode() ?? .oneWay
    stop.marginMode = try marginMode() ?? .cross
    stop.stopLoss = try notNegative("stopLoss")
    stop.takeProfit = try notNegative("takeProfit")
    stop.size = try positive("size")
    stop.trailingDistance = try notNegative("trailingDistance")
    stop.trailingActivation = try positive("trailingActivation")
    stop.reference = try reference("triggerBy")
    return stop
  }

  func setting(_ action: String) throws(GatewayRefusal) -> PositionSetting {
    switch action {
    case "set_leverage":
      guard let leverage: Rate = try positive("leverage") else { throw .missing("leverage") }
      return .leverage(
        symbol: try requiredText("symbol"), leverage, try marginMode() ?? .cross,
        try positionMode() ?? .oneWay)
    case "set_margin_mode":
      guard let mode = try marginMode() else { throw .missing("marginMode") }
      return .marginMode(symbol: try text("symbol"), mode, leverage: try positive("leverage"))
    case "set_position_mode":
      guard let mode = try positionMode() else { throw .missing("positionMode") }
      return .positionMode(symbol: try text("symbol"), mode)
    default:
      guard let amount: Money = try positive("amount") else { throw .missing("amount") }
      guard let isAddition = try choice("direction", [("add", true), ("reduce", false)]) else {
        throw .missing("direction", "add or reduce")
      }
      return .margin(
        symbol: try requiredText("symbol"), amount, isAddition: isAddition,
        try positionSide("positionSide"))
    }
  }

  func positionClose() throws(GatewayRefusal) -> PositionClose {
    var close = PositionClose(symbol: try requiredText("symbol"))
    close.positionSide = try positionSide("side")
    close.amount = try positive("amount")
    close.positionMode = try positionMode() ?? .oneWay
    close.marginMode = try marginMode() ?? .cross
    close.clientOrderID = try text("clientOrderId")
    return close
  }

  private func asset() throws(GatewayRefusal) -> String {
    let text = try requiredText("asset")
    guard text.utf8.count <= 32, text.utf8.allSatisfy(\.isAlphanumeric) else {
      throw .invalid("asset", "is no name of an asset")
    }
    return text
  }

  func withdrawal() throws(GatewayRefusal) -> WithdrawalTicket {
    let asset = try asset()
    guard let amount: Quantity = try positive("amount") else { throw .missing("amount") }
    let address = try requiredText("address")
    guard address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .invalid("address", "holds something that no address holds")
    }
    return WithdrawalTicket(
      asset: asset, amount: amount, address: address, tag: try text("tag"),
      network: try requiredText("network"), clientID: try text("clientOrderId"))
  }

  private static let wallets: [(String, String)] = [
    ("spot", "spot"), ("linear", "linear"), ("funding", "funding"), ("unified", "unified"),
    ("margin", "margin"), ("future", "linear"), ("futures", "linear"), ("swap", "linear"),
    ("trading", "unified"), ("fund", "funding"), ("main", "spot"),
  ]

  func transfer() throws(GatewayRefusal) -> WalletTransfer {
    let asset = try asset()
    guard let amount: Quantity = try positive("amount") else { throw .missing("amount") }
    guard let source = try choice("from", Self.wallets) else { throw .missing("from") }
    guard let destination = try choice("to", Self.wallets) else { throw .missing("to") }
    return WalletTransfer(
      asset: asset, amount: amount, source: source, destination: destination,
      clientID: try text("clientOrderId"))
  }

  private static let queries: [String: GatewayQuery.Kind] = [
    "list_open_orders": .openOrders, "list_closed_orders": .closedOrders, "list_fills": .fills,
    "list_positions": .positions, "get_balance": .balance, "get_klines": .klines,
    "get_order_book": .orderBook, "get_ticker": .ticker, "get_funding_rate": .fundingRate,
    "list_funding_rates": .fundingRates, "list_funding_payments": .fundingPayments,
    "get_leverage_tiers": .leverageTiers, "get_trading_fee": .tradingFee,
    "get_server_time": .serverTime, "get_deposit_address": .depositAddress,
    "list_withdrawals": .withdrawals, "list_deposits": .deposits,
  ]

  func query(_ action: String, _ market: Market) throws(GatewayRefusal) -> GatewayQuery {
    guard let kind = Self.queries[action] else {
      throw GatewayRefusal("unknownAction", "unknown action \"\(action)\"")
    }
    var query = GatewayQuery(kind: kind)
    query.symbol = try text("symbol")
    query.asset = has("asset") ? try asset() : nil
    query.network = try text("network")
    query.wallet = try choice("wallet", Self.wallets)
    query.interval = try text("interval")
    query.since = try integer("since")
    query.until = try integer("until")
    query.limit = try integer("limit", maximum: 5000)
    query.isConditional = try flag("conditional")
    if query.limit == 0 { throw .invalid("limit", "is not above zero") }
    if let since = query.since, let until = query.until, until < since {
      throw .invalid("until", "is before since")
    }
    if kind == .klines, query.interval == nil { throw .missing("interval") }
    let linear: [GatewayQuery.Kind] = [
      .positions, .fundingRate, .fundingRates, .fundingPayments, .leverageTiers,
    ]
    if market == .spot, linear.contains(kind) {
      throw .notAllowed("action", "spot has no positions and no funding")
    }
    return query
  }
}
