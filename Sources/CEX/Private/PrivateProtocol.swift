import Hashing
import JSON
import TradingModel
import Transport
import VenueDefinitions

/// What a venue's private stream is sent and how its frames are told apart. Sources:
/// binance-spot-api-docs web-socket-api.md "User Data Stream subscriptions", USDS-M "User Data
/// Streams", bybit docs v5/ws/connect, OKX "WebSocket login" and "Private channels".
struct PrivateProtocol: Sendable {
  let venue: String
  /// The markets whose orders it tells of.
  let markets: Set<Market>
  let service: WireService
  let steps: PrivateChannel.Steps
  /// Whether the venue watches this connection to cancel orders when it is lost.
  var isGuarded = false
  private let decoder: any VenueDecoder
  private let credentials: Credentials
  private let receiveWindow: Int

  /// The streams a venue has for an account; empty for a venue nothing here speaks to.
  static func all(
    _ definition: VenueDefinition, credentials: Credentials
  ) -> [PrivateProtocol] {
    var keyed = PrivateChannel.Steps()
    keyed.needsKey = true
    var signed = PrivateChannel.Steps()
    signed.subscriptions = 1
    var login = PrivateChannel.Steps()
    login.needsLogin = true
    login.subscriptions = definition.id == "okx" ? 2 : 1
    let plans: [(Set<Market>, WireService, PrivateChannel.Steps)]
    switch definition.id {
    case "binance": plans = [([.spot], .privateSpot, signed), ([.perp], .privateLinear, keyed)]
    case "bybit", "okx": plans = [([.spot, .perp], .privateLinear, login)]
    default: plans = []
    }
    return plans.map { markets, service, steps in
      PrivateProtocol(definition, markets, service, steps, credentials)
    }
  }

  private init(
    _ definition: VenueDefinition, _ markets: Set<Market>, _ service: WireService,
    _ steps: PrivateChannel.Steps, _ credentials: Credentials
  ) {
    venue = definition.id
    self.markets = markets
    self.service = service
    self.steps = steps
    self.credentials = credentials
    receiveWindow = definition.wire.requests.receiveWindowMilliseconds
    // Where one stream tells of both markets, amounts of spot read the same with perpetual symbols.
    let market: Market = markets.contains(.perp) ? .perp : .spot
    let base = DecoderBase(
      definition, market: market, symbols: SymbolTable(definition, market: market))
    switch definition.id {
    case "binance": decoder = BinanceDecoder(base: base)
    case "bybit": decoder = BybitDecoder(base: base)
    default: decoder = OKXDecoder(base: base)
    }
  }

  /// Where to connect.
  func address(_ base: String, listenKey: String) -> String {
    steps.needsKey ? "\(base)/ws?listenKey=\(listenKey)" : base
  }

  /// What keeps the connection alive; nil for a ping of the protocol.
  var heartbeat: String? {
    switch venue {
    case "bybit": #"{"op":"ping"}"#
    case "okx": "ping"
    default: nil
    }
  }

  /// The login, signed for this moment (venue milliseconds).
  func login(at time: Int64) throws(GatewayRefusal) -> String {
    if venue == "bybit" {
      let expires = time + 10_000
      let code = try sign("GET/realtime\(expires)", inBase64: false)
      return #"{"op":"auth","args":[\#(JSONText.quoted(credentials.key)),\#(expires),"\#(code)"]}"#
    }
    let stamp = String(time / 1000)
    let code = try sign("\(stamp)GET/users/self/verify", inBase64: true)
    let key = JSONText.quoted(credentials.key)
    let words = JSONText.quoted(credentials.passphrase ?? "")
    return
      #"{"op":"login","args":[{"apiKey":\#(key),"passphrase":\#(words),"timestamp":"\#(stamp)","#
      + #""sign":"\#(code)"}]}"#
  }

  /// The subscriptions, signed for this moment where the venue wants it (venue milliseconds).
  func subscription(at time: Int64) throws(GatewayRefusal) -> String {
    switch venue {
    case "bybit":
      // Without the topic its dead man's switch never fires. Source: docs v5 order/dcp.
      let topics = #""order","execution""# + (isGuarded ? #","dcp.future""# : "")
      return #"{"op":"subscribe","args":[\#(topics)]}"#
    case "okx":
      let channels = ["SPOT", "SWAP"].map { #"{"channel":"orders","instType":"\#($0)"}"# }
      return #"{"op":"subscribe","args":[\#(channels.joined(separator: ","))]}"#
    default:
      let payload = "apiKey=\(credentials.key)&recvWindow=\(receiveWindow)&timestamp=\(time)"
      let code = try sign(payload, inBase64: false)
      return
        #"{"id":"user-data","method":"userDataStream.subscribe.signature","params":{"apiKey":"#
        + #"\#(JSONText.quoted(credentials.key)),"recvWindow":\#(receiveWindow),"#
        + #""timestamp":\#(time),"signature":\#(JSONText.quoted(code))}}"#
    }
  }

  private func sign(_ text: String, inBase64: Bool) throws(GatewayRefusal) -> String {
    var bytes: [UInt8] = []
    let form: SignatureText = inBase64 || !credentials.signer.isHMAC ? .base64 : .hexadecimal
    try credentials.signer.appendSignature(of: Array(text.utf8), [], as: form, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What a frame is.
  func read(_ bytes: [UInt8]) -> PrivateFrame {
    if venue == "okx", bytes.elementsEqual("pong".utf8) { return .pong }
    guard let node = try? JSONNode(parsing: bytes) else { return .unreadable }
    if venue == "binance", steps.subscriptions > 0, node["id"] != nil, node["status"] != nil {
      if node["result"]?["subscriptionId"] != nil { return .subscribed }
      return .refused(node["error"]?["msg"]?.text ?? "the subscription was refused")
    }
    let decoded: Decoded
    do throws(WireFailure) {
      decoded = try decoder.frame(node)
    } catch {
      if error.category == .streamEnded { return .ended(error.message) }
      return error.category == .malformed ? .unreadable : .refused(error.message)
    }
    if let failure = decoded.failure, failure.category == .streamEnded {
      return .ended(failure.message)
    }
    switch decoded.events.first?.kind {
    case "pong": return .pong
    case "login": return .loggedIn
    case "subscribed": return .subscribed
    case "terminated": return .ended("the venue ends the stream")
    default: break
    }
    return decoded.orders.isEmpty && decoded.fills.isEmpty ? .other : .data(decoded)
  }
}
