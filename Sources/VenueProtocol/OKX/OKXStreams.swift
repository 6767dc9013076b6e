import FixedPoint
import Hashing
import JSON
import Simulation
import TradingModel

/// Public, private and business WebSocket connections. Source: OKX v5 WebSocket API.
enum OKXStreams {
  static func open(_ session: inout StreamSession) -> Bool {
    ["/ws/v5/public", "/ws/v5/private", "/ws/v5/business"].contains(session.path)
  }

  private static let privateChannels = [
    "orders", "account", "positions", "balance_and_position", "fills", "orders-algo",
    "algo-advance", "deposit-info", "withdrawal-info",
  ]

  static func receive(
    _ text: String, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    if text == "ping" {
      state.send("pong", to: session.id)
      return
    }
    let message = (try? JSONNode(parsing: text)) ?? .null
    switch message["op"]?.text {
    case "login": login(message, &session, &state)
    case "subscribe": subscribe(message, &session, &state)
    case "unsubscribe":
      for argument in message["args"]?.elements ?? [] {
        session.topics.removeAll { $0 == argument.description }
        event("unsubscribe", argument, message, session, &state)
      }
    case let operation? where paths[operation] != nil:
      trade(operation, message, session, &state)
    default: failure(60012, "Illegal request: \(text.prefix(200))", session, &state)
    }
  }

  private static func event(
    _ name: String, _ argument: JSONNode, _ message: JSONNode, _ session: StreamSession,
    _ state: inout VenueServerState
  ) {
    var members: [JSONMember] = []
    if let id = message["id"] { members.append(JSONMember(name: "id", value: id)) }
    let node = JSONNode.object(members).adding {
      field("event", name)
      field("arg", argument)
      field("connId", "sim\(session.id)")
    }
    state.send(node.description, to: session.id)
  }

  private static func failure(
    _ code: Int, _ text: String, _ session: StreamSession, _ state: inout VenueServerState
  ) {
    let node: JSONNode = .fields {
      field("event", "error")
      field("code", String(code))
      field("msg", text)
      field("connId", "sim\(session.id)")
    }
    state.send(node.description, to: session.id)
  }

  private static func login(
    _ message: JSONNode, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    let argument = message["args"]?.elements?.first ?? .null
    guard let name = argument["apiKey"]?.text, let key = state.keys["okx|" + name] else {
      failure(60005, "Invalid apiKey", session, &state)
      return
    }
    guard let stamp = argument["timestamp"]?.plain, let time = Int64(stamp.prefix { $0 != "." }),
      abs(time - state.now.seconds) <= 30
    else {
      failure(60006, "Timestamp request expired", session, &state)
      return
    }
    let code = HMACSHA256.code(
      key: Array(key.secret.utf8), message: Array("\(stamp)GET/users/self/verify".utf8))
    guard key.passphrase == argument["passphrase"]?.text,
      Base64.encoded(code) == argument["sign"]?.text
    else {
      failure(60007, "Invalid sign", session, &state)
      return
    }
    session.account = state.account(of: key)
    session.key = key
    let node: JSONNode = .fields {
      field("event", "login")
      field("code", "0")
      field("msg", "")
      field("connId", "sim\(session.id)")
    }
    state.send(node.description, to: session.id)
  }

  private static func subscribe(
    _ message: JSONNode, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    for argument in message["args"]?.elements ?? [] {
      let channel = argument["channel"]?.text ?? ""
      let isPrivate = privateChannels.contains(channel)
      let isBusiness =
        channel.contains("candle")
        || ["orders-algo", "trades-all", "algo-advance"].contains(channel)
      if isPrivate, session.account == nil {
        failure(60011, "Please log in", session, &state)
        continue
      }
      guard isBusiness == (session.path == "/ws/v5/business") else {
        failure(
          60018, "Wrong URL or channel:\(channel) doesn't exist. Please use the correct URL.",
          session, &state)
        continue
      }
      let topic = argument.description
      if !session.topics.contains(topic) { session.topics.append(topic) }
      event("subscribe", argument, message, session, &state)
      for text in first(argument, session, state) { state.send(text, to: session.id) }
    }
  }

  /// What a new subscription gets at once.
  private static func first(
    _ argument: JSONNode, _ session: StreamSession, _ state: VenueServerState
  ) -> [String] {
    let channel = argument["channel"]?.text ?? ""
    if let account = session.account {
      if channel == "account" {
        return [data(argument, [OKXAccount.balances(account, state)])]
      }
      if channel == "positions" {
        let rows = state.feeds("okx", .perp).filter { place in
          let id = state.markets.feeds[place].instrument.id
          return !(state.wallet(account, .okxTrading).engine.position(id)?.size.isZero ?? true)
        }.map { OKXAccount.position($0, account, state) }
        return [data(argument, rows)]
      }
    }
    return OKXMarketEvents.events(argument, state, isFirst: true)
  }

  static func data(_ argument: JSONNode, _ rows: [JSONNode], action: String? = nil) -> String {
    let head: JSONNode = .fields {
      field("arg", argument)
    }
    guard let action else {
      return head.adding {
        field("data", rows)
      }.description
    }
    return head.adding {
      field("action", action)
      field("data", rows)
    }.description
  }

  static func publishMarkets(
    _ session: StreamSession, _ made: inout [String: String], _ state: inout VenueServerState
  ) {
    for topic in session.topics {
      let name = "okx " + topic
      if made[name] == nil {
        let argument = (try? JSONNode(parsing: topic)) ?? .null
        made[name] = OKXMarketEvents.events(argument, state, isFirst: false)
          .joined(separator: "\n")
      }
      for text in made[name, default: ""].split(separator: "\n") {
        state.send(String(text), to: session.id, isData: true)
      }
    }
  }

  private static let paths = [
    "order": "/api/v5/trade/order", "batch-orders": "/api/v5/trade/batch-orders",
    "cancel-order": "/api/v5/trade/cancel-order",
    "batch-cancel-orders": "/api/v5/trade/cancel-batch-orders",
    "amend-order": "/api/v5/trade/amend-order",
    "batch-amend-orders": "/api/v5/trade/amend-batch-orders",
  ]

  /// Orders over the connection, with the same parameters as over REST.
  private static func trade(
    _ operation: String, _ message: JSONNode, _ session: StreamSession,
    _ state: inout VenueServerState
  ) {
    var answer: (code: String, text: String, data: JSONNode) = (
      "60011", "Please log in", .array([])
    )
    if let account = session.account,
      let endpoint = OKXEndpoints.all.first(where: {
        $0.method == "POST" && $0.path == paths[operation]
      })
    {
      var call = VenueCall(segment: .okx)
      let items = message["args"] ?? .array([])
      call.body = operation.hasPrefix("batch") ? items : (items.elements?.first ?? .null)
      call.account = account
      call.key = session.key
      do throws(VenueFailure) {
        let rows = try endpoint.handle(&state, call)
        let failed = (rows.elements ?? []).contains { $0["sCode"]?.text != "0" }
        answer = (failed ? "1" : "0", "", rows)
      } catch { answer = (String(error.code), error.message, .array([])) }
    }
    let node: JSONNode = .fields {
      field("id", message["id"] ?? .string(""))
      field("op", operation)
      field("data", answer.data)
      field("code", answer.code)
      field("msg", answer.text)
      field("inTime", String(state.now.nanoseconds / 1000))
      field("outTime", String(state.now.nanoseconds / 1000))
    }
    state.send(node.description, to: session.id)
  }
}
