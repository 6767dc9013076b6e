import JSON

/// The WebSocket API: the same calls as REST, signed over their parameters sorted by name.
/// Source: binance-spot-api-docs web-socket-api.md.
enum BinanceRequests {
  /// Methods and the REST endpoints that do the same.
  private static let spot: [String: String] = [
    "ping": "GET /api/v3/ping", "time": "GET /api/v3/time",
    "exchangeInfo": "GET /api/v3/exchangeInfo", "depth": "GET /api/v3/depth",
    "trades.recent": "GET /api/v3/trades", "klines": "GET /api/v3/klines",
    "ticker.24hr": "GET /api/v3/ticker/24hr", "ticker.price": "GET /api/v3/ticker/price",
    "ticker.book": "GET /api/v3/ticker/bookTicker", "order.place": "POST /api/v3/order",
    "order.test": "POST /api/v3/order/test", "order.status": "GET /api/v3/order",
    "order.cancel": "DELETE /api/v3/order", "openOrders.status": "GET /api/v3/openOrders",
    "openOrders.cancelAll": "DELETE /api/v3/openOrders",
    "order.cancelReplace": "POST /api/v3/order/cancelReplace",
    "order.amend.keepPriority": "PUT /api/v3/order/amend/keepPriority",
    "account.status": "GET /api/v3/account", "allOrders": "GET /api/v3/allOrders",
    "myTrades": "GET /api/v3/myTrades",
  ]
  private static let futures: [String: String] = [
    "ping": "GET /fapi/v1/ping", "time": "GET /fapi/v1/time", "depth": "GET /fapi/v1/depth",
    "ticker.price": "GET /fapi/v1/ticker/price", "ticker.book": "GET /fapi/v1/ticker/bookTicker",
    "order.place": "POST /fapi/v1/order", "order.modify": "PUT /fapi/v1/order",
    "order.cancel": "DELETE /fapi/v1/order", "order.status": "GET /fapi/v1/order",
    "algoOrder.place": "POST /fapi/v1/algoOrder", "algoOrder.cancel": "DELETE /fapi/v1/algoOrder",
    "account.balance": "GET /fapi/v3/balance", "account.position": "GET /fapi/v3/positionRisk",
    "account.status": "GET /fapi/v3/account", "v2/account.balance": "GET /fapi/v3/balance",
    "v2/account.position": "GET /fapi/v3/positionRisk",
    "v2/account.status": "GET /fapi/v3/account",
  ]

  static func receive(
    _ message: JSONNode, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    let id = message["id"] ?? .null
    do throws(VenueFailure) {
      let result = try answer(message, &session, &state)
      state.send(
        JSONNode.fields {
          field("id", id)
          field("status", 200)
          field("result", result)
          field("rateLimits", [JSONNode]())
        }
        .description, to: session.id)
    } catch {
      state.send(
        JSONNode.fields {
          field("id", id)
          field("status", error.status)
          field("error", BinanceFrontend.node(error))
          field("rateLimits", [JSONNode]())
        }.description, to: session.id)
    }
  }

  private static func answer(
    _ message: JSONNode, _ session: inout StreamSession, _ state: inout VenueServerState
  ) throws(VenueFailure) -> JSONNode {
    let isFutures = session.path.hasPrefix("/ws-fapi")
    guard let method = message["method"]?.text else {
      throw VenueFailure(-1135, "Invalid JSON Request")
    }
    var call = VenueCall(segment: session.segment)
    call.body = message["params"] ?? .null
    switch method {
    case "userDataStream.subscribe.signature":
      try sign(&call, session, state)
      if session.subscription != nil {
        throw VenueFailure(-2035, "Subscription to user data stream is already active.")
      }
      session.account = call.account
      session.key = call.key
      session.subscription = 0
      return .fields {
        field("subscriptionId", 0)
      }
    case "userDataStream.unsubscribe":
      session.subscription = nil
      return .object([])
    case "session.subscriptions":
      return .array(
        session.subscription.map { number in [.fields { field("subscriptionId", number) }] } ?? [])
    case "session.logon":
      throw VenueFailure(-4056, "HMAC_SHA256 API key is not supported.")
    default: break
    }
    guard let name = (isFutures ? futures : spot)[method],
      let endpoint = BinanceEndpoints.all.first(where: { $0.name == name })
    else { throw VenueFailure(-1130, "Invalid method '\(method)'.") }
    call.path = endpoint.path
    if case .signed(let permission) = endpoint.access {
      try sign(&call, session, state)
      guard call.key?.permissions.contains(permission) ?? false else {
        throw BinanceAuthentication.refused
      }
    }
    return try endpoint.handle(&state, call)
  }

  private static func sign(
    _ call: inout VenueCall, _ session: StreamSession, _ state: VenueServerState
  ) throws(VenueFailure) {
    guard let name = call["apiKey"] else {
      throw VenueFailure(-2014, "API-key format invalid.", status: 401)
    }
    guard let key = state.keys["binance|" + name],
      key.addresses.isEmpty || key.addresses.contains(session.address)
    else { throw BinanceAuthentication.refused }
    try BinanceAuthentication.checkTime(call, at: state.now)
    let members = (call.body.members ?? []).filter { $0.name != "signature" }
      .sorted { $0.name < $1.name }
    let payload = members.map { "\($0.name)=\($0.value.plain ?? $0.value.description)" }
      .joined(separator: "&")
    guard let given = call["signature"],
      BinanceAuthentication.isSigned(payload, key.secret, given)
    else { throw VenueFailure(-1022, "Signature for this request is not valid.") }
    call.key = key
    call.account = state.account(of: key)
  }
}
