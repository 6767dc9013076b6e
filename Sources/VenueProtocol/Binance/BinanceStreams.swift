import FixedPoint
import JSON
import Simulation
import TradingModel

/// WebSocket connections: market streams, user data and the request API.
/// Source: binance-spot-api-docs web-socket-streams.md, user-data-stream.md; USDⓈ-M change notice.
enum BinanceStreams {
  static func open(_ session: inout StreamSession, _ state: inout VenueServerState) -> Bool {
    var parts = session.path.split(separator: "/").map(String.init)
    if let first = parts.first, ["public", "market", "private"].contains(first) {
      parts.removeFirst()
    }
    guard let kind = parts.first else { return false }
    switch kind {
    case "ws-api", "ws-fapi": return true
    case "ws", "stream": break
    default: return false
    }
    session.isCombined = kind == "stream" && parts.count == 1
    let query = QueryParameters(session.query)
    if kind == "ws", parts.count > 1 { session.topics = topics(parts[1]) }
    if let streams = query["streams"] {
      session.topics = streams.split(separator: "/").map(String.init)
    }
    let named = session.topics.filter { !$0.contains("@") && !$0.hasPrefix("!") }
    let keys = named + [query["listenKey"]].compactMap { $0 }
    for key in keys where state.listenKeys.contains(where: { $0.text == key }) {
      session.listenKeys.append(key)
    }
    session.topics.removeAll { named.contains($0) }
    return true
  }

  /// A stream's name from a path such as `/ws/btcusdt@trade`; clients also put a number there.
  private static func topics(_ part: String) -> [String] { Int(part) == nil ? [part] : [] }

  static func receive(
    _ text: String, _ session: inout StreamSession, _ state: inout VenueServerState
  ) {
    guard let message = try? JSONNode(parsing: text) else {
      state.send(
        #"{"code":3,"msg":"Invalid JSON: expected value at line 1 column 1"}"#, to: session.id)
      return
    }
    if session.path.hasPrefix("/ws-api") || session.path.hasPrefix("/ws-fapi") {
      BinanceRequests.receive(message, &session, &state)
      return
    }
    let id = message["id"] ?? .null
    let wanted = message["params"]?.elements?.compactMap(\.text) ?? []
    switch message["method"]?.text {
    case "SUBSCRIBE":
      for topic in wanted where !session.topics.contains(topic) {
        if state.listenKeys.contains(where: { $0.text == topic }) {
          session.listenKeys.append(topic)
        } else {
          session.topics.append(topic)
        }
      }
      state.send(
        JSONNode.fields {
          field("result", JSONNode.null)
          field("id", id)
        }.description, to: session.id)
    case "UNSUBSCRIBE":
      session.topics.removeAll { wanted.contains($0) }
      state.send(
        JSONNode.fields {
          field("result", JSONNode.null)
          field("id", id)
        }.description, to: session.id)
    case "LIST_SUBSCRIPTIONS":
      state.send(
        JSONNode.fields {
          field("result", session.topics)
          field("id", id)
        }.description, to: session.id)
    default:
      state.send(
        JSONNode.fields {
          field(
            "error",
            JSONNode.fields {
              field("code", 2)
              field("msg", "Invalid request: unknown method")
            })
          field("id", id)
        }.description, to: session.id)
    }
  }

  static func publishMarkets(
    _ session: StreamSession, _ made: inout [String: String], _ state: inout VenueServerState
  ) {
    let market: Market = session.segment == .binanceSpot ? .spot : .perp
    for topic in session.topics {
      let name = "\(market.rawValue) \(session.isCombined) \(topic)"
      if made[name] == nil {
        let texts = BinanceMarketEvents.events(topic, market, state).map { node in
          session.isCombined
            ? JSONNode.fields {
              field("stream", topic)
              field("data", node)
            }.description : node.description
        }
        made[name] = texts.joined(separator: "\n")
      }
      for text in made[name, default: ""].split(separator: "\n") {
        state.send(String(text), to: session.id, isData: true)
      }
    }
  }

  // MARK: Listen keys

  private static let life = TimeSpan.seconds(3600)

  static func openListenKey(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let end = state.now.advanced(by: life)
    state.listenKeys.removeAll { [now = state.now] in $0.expires <= now }
    if let place = state.listenKeys.firstIndex(where: { $0.account == call.account }) {
      state.listenKeys[place].expires = end
      return .fields {
        field("listenKey", state.listenKeys[place].text)
      }
    }
    let digits = String(state.random.next(), radix: 36) + String(state.random.next(), radix: 36)
    let text = "sim" + String(repeating: "0", count: max(0, 61 - digits.count)) + digits
    state.listenKeys.append(ListenKey(text: text, account: call.account, expires: end))
    return .fields {
      field("listenKey", text)
    }
  }

  static func keepListenKey(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now
    guard
      let place = state.listenKeys.firstIndex(where: {
        $0.account == call.account && $0.expires > now
      })
    else { throw VenueFailure(-1125, "This listenKey does not exist.") }
    state.listenKeys[place].expires = now.advanced(by: life)
    return .fields {
      field("listenKey", state.listenKeys[place].text)
    }
  }

  static func closeListenKey(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    state.listenKeys.removeAll { $0.account == call.account }
    return .object([])
  }

  /// Ends every listen key and tells the connections that carry one.
  static func expire(_ state: inout VenueServerState) {
    for id in state.sessionOrder {
      guard let session = state.sessions[id] else { continue }
      for key in session.listenKeys {
        let event: JSONNode = .fields {
          field("e", "listenKeyExpired")
          field("E", state.now.milliseconds)
          field("listenKey", key)
        }
        state.send(event.description, to: id)
      }
      state.sessions[id]?.listenKeys = []
    }
    state.listenKeys = []
  }
}
