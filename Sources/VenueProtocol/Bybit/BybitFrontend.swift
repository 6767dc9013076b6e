import Hashing
import JSON
import TradingModel

/// Bybit v5 as its clients see it: HTTP 200 and a `retCode` for everything.
/// Source: bybit-exchange/docs `docs/v5`.
enum BybitFrontend {
  private static let places = Dictionary(
    uniqueKeysWithValues: BybitEndpoints.all.enumerated().map { ($1.name, $0) })

  static func answer(_ request: VenueRequest, _ state: inout VenueServerState) -> VenueAnswer {
    var headers: [(name: String, value: String)] = []
    do throws(VenueFailure) {
      guard let place = places[request.method + " " + request.path] else {
        throw VenueFailure(10017, "Route not found.", status: 404)
      }
      let endpoint = BybitEndpoints.all[place]
      try limitAddress(request, &state)
      var call = VenueCall(segment: .bybit, parameters: QueryParameters(request.query))
      call.path = request.path
      if request.method == "POST" {
        call.body = (try? JSONNode(parsing: request.body)) ?? .null
        if call.body == .null, !request.body.isEmpty {
          throw VenueFailure(10001, "Request parameter error: malformed JSON.")
        }
      }
      if case .signed(let permission) = endpoint.access {
        try authenticate(request, permission, &call, state)
        try limit(endpoint, call, &state, &headers)
      }
      let result = try endpoint.handle(&state, call)
      return VenueAnswer(
        status: 200, body: envelope(0, "OK", result, state.now).description, headers: headers)
    } catch {
      return VenueAnswer(
        status: error.status == 400 ? 200 : error.status,
        body: envelope(error.code, error.message, error.data ?? .object([]), state.now).description,
        headers: headers + error.headers)
    }
  }

  /// `retExtInfo` travels beside the result in a member of that name.
  static func envelope(
    _ code: Int, _ message: String, _ result: JSONNode, _ now: Timestamp
  ) -> JSONNode {
    .fields {
      field("retCode", code)
      field("retMsg", message)
      field("result", result["result"] ?? result)
      field("retExtInfo", result["retExtInfo"] ?? .object([]))
      field("time", now.milliseconds)
    }
  }

  private static func authenticate(
    _ request: VenueRequest, _ permission: KeyPermission, _ call: inout VenueCall,
    _ state: VenueServerState
  ) throws(VenueFailure) {
    guard let name = request.header("x-bapi-api-key"),
      let given = request.header("x-bapi-sign"),
      let text = request.header("x-bapi-timestamp"), let time = Int64(text)
    else { throw VenueFailure(10001, "Request parameter error: missing headers.") }
    let window = request.header("x-bapi-recv-window") ?? "5000"
    guard let key = state.keys["bybit|" + name] else {
      throw VenueFailure(10003, "API key is invalid.")
    }
    let now = state.now.milliseconds
    guard now - (Int64(window) ?? 5000) <= time, time < now + 1000 else {
      throw VenueFailure(
        10002,
        "invalid request, please check your server timestamp or recv_window param. "
          + "req_timestamp[\(time)],server_timestamp[\(now)],recv_window[\(window)]")
    }
    let payload = request.method == "GET" ? request.query : request.bodyText
    let forms = [payload, QueryParameters.decoded(payload)]
    guard
      forms.contains(where: { form in
        let code = HMACSHA256.code(
          key: Array(key.secret.utf8), message: Array((text + name + window + form).utf8))
        return code.hexadecimal == given.lowercased()
      })
    else {
      throw VenueFailure(
        10004, "error sign! origin_string[\(text)\(name)\(window)\(payload)]")
    }
    guard key.addresses.isEmpty || key.addresses.contains(request.address) else {
      throw VenueFailure(10010, "Unmatched IP, please check your API key's bound IP addresses.")
    }
    guard permits(key, permission, call) else {
      throw VenueFailure(10005, "Permission denied, please check your API key permissions.")
    }
    call.key = key
    call.account = state.account(of: key)
  }

  /// Trading permission follows the category named.
  private static func permits(
    _ key: APIKey, _ permission: KeyPermission, _ call: VenueCall
  ) -> Bool {
    let needed = permission == .spot && call["category"] != "spot" ? .futures : permission
    return key.permissions.contains(needed)
  }

  private static func limitAddress(
    _ request: VenueRequest, _ state: inout VenueServerState
  ) throws(VenueFailure) {
    let used = state.windows["bybit|" + request.address, default: RateWindow()].use(
      1, of: .seconds(5), at: state.now)
    guard state.options.enforcesRateLimits, used > 600 else { return }
    throw VenueFailure(10403, "access too frequent, please try again later", status: 403)
  }

  private static func limit(
    _ endpoint: VenueEndpoint, _ call: VenueCall, _ state: inout VenueServerState,
    _ headers: inout [(name: String, value: String)]
  ) throws(VenueFailure) {
    let name = "bybit|\(endpoint.name)|\(call.account)|\(call["category"] ?? "")"
    let used = state.windows[name, default: RateWindow()].use(
      1, of: .seconds(1), at: state.now)
    let reset = (state.now.milliseconds / 1000 + 1) * 1000
    let limit = endpoint.weight
    headers.append(("X-Bapi-Limit", String(limit)))
    headers.append(("X-Bapi-Limit-Status", String(max(0, limit - used))))
    headers.append(
      ("X-Bapi-Limit-Reset-Timestamp", String(used > limit ? reset : state.now.milliseconds)))
    guard state.options.enforcesRateLimits, used > limit else { return }
    throw VenueFailure(10006, "Too many visits. Exceeded the API Rate Limit.")
  }

  /// The venue's words for a fault.
  static func answer(_ kind: FaultKind, _ now: Timestamp) -> VenueAnswer {
    let (status, code, text) =
      switch kind {
      case .rateLimit: (200, 10006, "Too many visits. Exceeded the API Rate Limit.")
      case .ban: (403, 10403, "access too frequent, please try again later")
      case .maintenance: (503, 10016, "System maintenance.")
      default: (200, 10016, "Server error.")
      }
    return VenueAnswer(
      status: status, body: envelope(code, text, .object([]), now).description)
  }
}
