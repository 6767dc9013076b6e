import FixedPoint
import Hashing
import JSON
import Testing
import TradingModel
import VenueDefinitions

@testable import VenueProtocol

/// Venues at a fixed time, and requests signed as clients sign them.
final class Fixture {
  static let start = Timestamp(milliseconds: 1_700_000_000_000)
  var state: VenueServerState
  var now = Fixture.start

  init(_ change: (inout ServerOptions) -> Void = { _ in }) throws {
    var options = ServerOptions()
    change(&options)
    state = try VenueServerState(
      options: options, definitions: try VenueRegistry.embedded(), at: Fixture.start)
  }

  func send(_ request: VenueRequest, _ segment: VenueSegment) throws -> (
    status: Int, body: JSONNode, answer: VenueAnswer
  ) {
    let answer = state.serve(request, on: segment, at: now)
    return (answer.status, try JSONNode(parsing: answer.body), answer)
  }

  /// A signed Binance call.
  func binance(
    _ method: String, _ path: String, _ query: String = "", key: String = "test",
    time: Int64 = 1_700_000_000_000, tamper: (String) -> String = { $0 }
  ) throws -> (status: Int, body: JSONNode, answer: VenueAnswer) {
    let payload = (query.isEmpty ? "" : query + "&") + "timestamp=\(time)&recvWindow=5000"
    let code = HMACSHA256.code(
      key: Array("\(key)-secret-binance".utf8), message: Array(payload.utf8))
    let target = "\(path)?\(tamper(payload))&signature=\(code.hexadecimal)"
    return try send(
      VenueRequest(
        method: method, target: target,
        headers: [(name: "X-MBX-APIKEY", value: "\(key)-key-binance")]),
      path.hasPrefix("/fapi") ? .binanceFutures : .binanceSpot)
  }

  /// A signed Bybit call.
  func bybit(
    _ method: String, _ path: String, _ payload: String, key: String = "test",
    time: Int64 = 1_700_000_000_000, tamper: (String) -> String = { $0 }
  ) throws -> (status: Int, body: JSONNode, answer: VenueAnswer) {
    let text = "\(time)\(key)-key-bybit5000\(payload)"
    let code = HMACSHA256.code(key: Array("\(key)-secret-bybit".utf8), message: Array(text.utf8))
    let sent = tamper(payload)
    return try send(
      VenueRequest(
        method: method, target: method == "GET" ? "\(path)?\(sent)" : path,
        headers: [
          (name: "X-BAPI-API-KEY", value: "\(key)-key-bybit"),
          (name: "X-BAPI-TIMESTAMP", value: String(time)),
          (name: "X-BAPI-RECV-WINDOW", value: "5000"),
          (name: "X-BAPI-SIGN", value: code.hexadecimal),
        ], body: method == "GET" ? [] : Array(sent.utf8)), .bybit)
  }

  /// A signed OKX call.
  func okx(
    _ method: String, _ target: String, _ body: String = "", key: String = "test",
    stamp: String = "2023-11-14T22:13:20.000Z", tamper: (String) -> String = { $0 }
  ) throws -> (status: Int, body: JSONNode, answer: VenueAnswer) {
    let code = HMACSHA256.code(
      key: Array("\(key)-secret-okx".utf8), message: Array((stamp + method + target + body).utf8))
    return try send(
      VenueRequest(
        method: method, target: target,
        headers: [
          (name: "OK-ACCESS-KEY", value: "\(key)-key-okx"),
          (name: "OK-ACCESS-SIGN", value: Base64.encoded(code)),
          (name: "OK-ACCESS-TIMESTAMP", value: stamp),
          (name: "OK-ACCESS-PASSPHRASE", value: "test-passphrase"),
        ], body: Array(tamper(body).utf8)), .okx)
  }

  /// Opens the WebSocket connection number 1.
  func open(_ target: String, _ segment: VenueSegment) -> Bool {
    state.open(connection: 1, target: target, on: segment, at: now)
  }

  func admin(_ method: String, _ path: String, _ body: String = "") throws -> JSONNode {
    try send(VenueRequest(method: method, target: path, body: Array(body.utf8)), .admin).body
  }
}
