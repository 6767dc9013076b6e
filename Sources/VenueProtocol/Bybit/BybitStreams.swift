import FixedPoint
import Hashing
import JSON
import Simulation
import TradingModel

/// Public, private and order-entry WebSocket connections. Source: bybit docs v5/websocket.
enum BybitStreams {
  static func open(_ session: inout StreamSession) -> Bool {
    [
      "/v5/public/spot", "/v5/public/linear", "/v5/public/inverse", "/v5/public/option",
      "/v5/private", "/v5/trade",
    ].contains(session.path)
  }

  static func receive(
    _ text: String, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    let message = (try? JSONNode(parsing: text)) ?? .null
    switch message["op"]?.text {
    case "ping": pong(message, session, &state)
    case "auth": authenticate(message, &session, &state)
    case "subscribe": subscribe(message, &session, &state)
    case "unsubscribe":
      let topics = message["args"]?.elements?.compactMap(\.text) ?? []
      session.topics.removeAll { topics.contains($0) }
      reply(true, "", "unsubscribe", message, session, &state)
    case let operation? where operation.hasPrefix("order."):
      trade(operation, message, session, &state)
    default: reply(false, "Invalid operation", message["op"]?.text ?? "", message, session, &state)
    }
  }

  private static func connection(_ session: StreamSession) -> String { "sim-\(session.id)" }

  private static func reply(
    _ success: Bool, _ text: String, _ operation: String, _ message: JSONNode,
    _ session: StreamSession, _ state: inout VenueServerState
  ) {
    let node: JSONNode = .fields {
      field("success", success)
      field("ret_msg", text)
      field("conn_id", connection(session))
      field("req_id", message["req_id"] ?? .string(""))
      field("op", operation)
    }
    state.send(node.description, to: session.id)
  }

  private static func pong(
    _ message: JSONNode, _ session: StreamSession, _ state: inout VenueServerState
  ) {
    if session.path.hasPrefix("/v5/public") {
      reply(true, "pong", "ping", message, session, &state)
      return
    }
    let node: JSONNode = .fields {
      field("req_id", message["req_id"] ?? .string(""))
      field("op", "pong")
      field("args", [String(state.now.milliseconds)])
      field("conn_id", connection(session))
    }
    state.send(node.description, to: session.id)
  }

  private static func authenticate(
    _ message: JSONNode, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    let values = message["args"]?.elements?.compactMap(\.plain) ?? []
    var isKnown = false
    if values.count == 3, let key = state.keys["bybit|" + values[0]],
      let expires = Int64(values[1]), expires > state.now.milliseconds
    {
      let code = HMACSHA256.code(
        key: Array(key.secret.utf8), message: Array("GET/realtime\(values[1])".utf8))
      if code.hexadecimal == values[2].lowercased() {
        session.account = state.account(of: key)
        session.key = key
        isKnown = true
      }
    }
    if session.path == "/v5/trade" {
      let node: JSONNode = .fields {
        field("retCode", isKnown ? 0 : 10004)
        field("retMsg", isKnown ? "OK" : "Invalid sign")
        field("op", "auth")
        field("connId", connection(session))
      }
      state.send(node.description, to: session.id)
    } else {
      reply(isKnown, isKnown ? "" : "Params Error", "auth", message, session, &state)
    }
    if !isKnown { state.hangUp(session.id) }
  }

  private static func subscribe(
    _ message: JSONNode, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    let topics = message["args"]?.elements?.compactMap(\.text) ?? []
    if session.path == "/v5/private", session.account == nil {
      reply(false, "Request not authorized", "subscribe", message, session, &state)
      return
    }
    if session.path == "/v5/public/spot", topics.count > 10 {
      reply(false, "args size >10", "subscribe", message, session, &state)
      return
    }
    for topic in topics where !session.topics.contains(topic) { session.topics.append(topic) }
    if let account = session.account { BybitProtection.kept(topics, account: account, &state) }
    reply(
      true, session.path == "/v5/private" ? "" : "subscribe", "subscribe", message, session,
      &state)
    guard session.path != "/v5/private" else { return }
    for topic in topics {
      for text in BybitMarketEvents.first(topic, market(session), state) {
        state.send(text.description, to: session.id)
      }
      session.primed.insert(topic)
    }
  }

  private static func market(_ session: StreamSession) -> Market {
    session.path.hasSuffix("spot") ? .spot : .perp
  }

  static func publishMarkets(
    _ session: StreamSession, _ made: inout [String: String], _ state: inout VenueServerState
  ) {
    guard session.path == "/v5/public/spot" || session.path == "/v5/public/linear" else { return }
    for topic in session.topics {
      let name = session.path + " " + topic
      if made[name] == nil {
        made[name] = BybitMarketEvents.events(topic, market(session), state).map(\.description)
          .joined(separator: "\n")
      }
      for text in made[name, default: ""].split(separator: "\n") {
        state.send(String(text), to: session.id, isData: true)
      }
    }
  }

  /// Orders over the connection, with the same parameters as over REST.
  private static func trade(
    _ operation: String, _ message: JSONNode, _ session: StreamSession,
    _ state: inout VenueServerState
  ) {
    let paths = [
      "order.create": "/v5/order/create", "order.amend": "/v5/order/amend",
      "order.cancel": "/v5/order/cancel", "order.create-batch": "/v5/order/create-batch",
      "order.amend-batch": "/v5/order/amend-batch", "order.cancel-batch": "/v5/order/cancel-batch",
    ]
    var result: (code: Int, text: String, data: JSONNode) = (10001, "invalid op", .object([]))
    if let account = session.account,
      let endpoint = BybitEndpoints.all.first(where: {
        $0.method == "POST" && $0.path == paths[operation]
      })
    {
      var call = VenueCall(segment: .bybit)
      call.body = message["args"]?.elements?.first ?? .null
      call.account = account
      call.key = session.key
      do throws(VenueFailure) { result = (0, "OK", try endpoint.handle(&state, call)) } catch {
        result = (error.code, error.message, .object([]))
      }
    }
    let node: JSONNode = .fields {
      field("reqId", message["reqId"] ?? .string(""))
      field("retCode", result.code)
      field("retMsg", result.text)
      field("op", operation)
      field("data", result.data["result"] ?? result.data)
      field("retExtInfo", result.data["retExtInfo"] ?? .object([]))
      field(
        "header",
        JSONNode.fields {
          field("X-Bapi-Limit", "20")
          field("X-Bapi-Limit-Status", "19")
          field("X-Bapi-Limit-Reset-Timestamp", String(state.now.milliseconds))
          field("Timenow", String(state.now.milliseconds))
        })
      field("connId", connection(session))
    }
    state.send(node.description, to: session.id)
  }
}
