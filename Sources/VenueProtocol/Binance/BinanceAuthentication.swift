import Hashing
import TradingModel

/// Keys, times and signatures. Source: binance-spot-api-docs rest-api.md "Request security".
enum BinanceAuthentication {
  static func call(
    _ request: VenueRequest, _ endpoint: VenueEndpoint, _ segment: VenueSegment,
    _ state: inout VenueServerState
  ) throws(VenueFailure) -> VenueCall {
    var call = VenueCall(segment: segment, parameters: QueryParameters(request.query))
    call.path = request.path
    let body = request.bodyText
    for (name, value) in QueryParameters(body).pairs where call.parameters[name] == nil {
      call.parameters.append(name, value)
    }
    if case .open = endpoint.access { return call }
    let key = try key(request, state)
    call.key = key
    call.account = state.account(of: key)
    guard case .signed(let permission) = endpoint.access else { return call }
    try checkTime(call, at: state.now)
    guard let given = call.parameters["signature"] else {
      throw VenueFailure(
        -1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.")
    }
    let payload = unsigned(request.query) + unsigned(body)
    let forms = [payload, QueryParameters.decoded(payload)]
    guard forms.contains(where: { isSigned($0, key.secret, given) }) else {
      throw VenueFailure(-1022, "Signature for this request is not valid.")
    }
    guard key.permissions.contains(permission) else { throw refused }
    return call
  }

  static let refused = VenueFailure(
    -2015, "Invalid API-key, IP, or permissions for action.", status: 401)

  private static func key(
    _ request: VenueRequest, _ state: VenueServerState
  ) throws(VenueFailure) -> APIKey {
    guard let name = request.header("x-mbx-apikey"), !name.isEmpty else {
      throw VenueFailure(-2014, "API-key format invalid.", status: 401)
    }
    guard let key = state.keys["binance|" + name],
      key.addresses.isEmpty || key.addresses.contains(request.address)
    else { throw refused }
    return key
  }

  /// `timestamp < serverTime + 1000 && serverTime − timestamp ≤ recvWindow`.
  static func checkTime(_ call: VenueCall, at now: Timestamp) throws(VenueFailure) {
    guard let text = call["timestamp"], var time = Int64(text) else {
      throw VenueFailure(
        -1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.")
    }
    if time > 100_000_000_000_000 { time /= 1000 }
    let window = call["recvWindow"].flatMap { Int64($0.prefix { $0 != "." }) } ?? 5000
    guard (0...60_000).contains(window) else {
      throw VenueFailure(-1131, "recvWindow must be less than 60000")
    }
    if time >= now.milliseconds + 1000 {
      throw VenueFailure(
        -1021, "Timestamp for this request was 1000ms ahead of the server's time.")
    }
    if now.milliseconds - time > window {
      throw VenueFailure(-1021, "Timestamp for this request is outside of the recvWindow.")
    }
  }

  static func isSigned(_ payload: String, _ secret: String, _ signature: String) -> Bool {
    let code = HMACSHA256.code(key: Array(secret.utf8), message: Array(payload.utf8))
    return code.hexadecimal == signature.lowercased()
  }

  /// A query or form without its signature.
  private static func unsigned(_ text: String) -> String {
    if text.isEmpty { return text }
    // Clients put it last.
    let tail = text.utf8.suffix(75)
    if tail.count == 75, tail.starts(with: "&signature=".utf8), !tail.dropFirst().contains(0x26) {
      return String(text.utf8.dropLast(75)) ?? text
    }
    return text.split(separator: "&", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("signature=") }.joined(separator: "&")
  }
}
