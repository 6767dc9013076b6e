import Hashing
import JSON
import TradingModel

/// OKX v5 as its clients see it: `code` "0" and everything a string.
/// Source: OKX v5 as in python-okx 0.4.4 and ccxt 4.5.90.
enum OKXFrontend {
  private static let places = Dictionary(
    uniqueKeysWithValues: OKXEndpoints.all.enumerated().map { ($1.name, $0) })

  static func answer(_ request: VenueRequest, _ state: inout VenueServerState) -> VenueAnswer {
    do throws(VenueFailure) {
      guard let place = places[request.method + " " + request.path] else {
        throw VenueFailure(50404, "Requested resource not found", status: 404)
      }
      let endpoint = OKXEndpoints.all[place]
      var call = VenueCall(segment: .okx, parameters: QueryParameters(request.query))
      call.path = request.path
      if request.method == "POST", !request.body.isEmpty {
        guard let body = try? JSONNode(parsing: request.body) else {
          throw VenueFailure(50002, "JSON syntax error")
        }
        call.body = body
      }
      if case .signed(let permission) = endpoint.access {
        try authenticate(request, permission, &call, state)
      }
      try limit(endpoint, request, call, &state)
      let data = try endpoint.handle(&state, call)
      return VenueAnswer(status: 200, body: envelope(data, state.now).description)
    } catch {
      let node: JSONNode = .fields {
        field("code", String(error.code))
        field("msg", error.message)
        field("data", error.data ?? .array([]))
      }
      return VenueAnswer(
        status: error.status == 400 && error.code >= 51000 ? 200 : error.status,
        body: node.description)
    }
  }

  /// Items that failed have an `sCode`; all failed is "1", some is "2".
  private static func envelope(_ data: JSONNode, _ now: Timestamp) -> JSONNode {
    let codes = (data.elements ?? []).compactMap { $0["sCode"]?.text }
    let failed = codes.filter { $0 != "0" }.count
    let code = failed == 0 ? "0" : (failed == codes.count ? "1" : "2")
    let node: JSONNode = .fields {
      field("code", code)
      field(
        "msg",
        code == "0"
          ? "" : (code == "1" ? "All operations failed" : "Bulk operation partially succeeded"))
      field("data", data)
    }
    if codes.isEmpty { return node }
    let micro = String(now.nanoseconds / 1000)
    return node.adding {
      field("inTime", micro)
      field("outTime", micro)
    }
  }

  private static func authenticate(
    _ request: VenueRequest, _ permission: KeyPermission, _ call: inout VenueCall,
    _ state: VenueServerState
  ) throws(VenueFailure) {
    func header(
      _ name: String, _ code: Int, _ spelled: String
    ) throws(VenueFailure) -> String {
      guard let value = request.header(name), !value.isEmpty else {
        throw VenueFailure(
          code, "Request header \(spelled) cannot be empty.", status: 401)
      }
      return value
    }
    let name = try header("ok-access-key", 50103, "OK-ACCESS-KEY")
    let pass = try header("ok-access-passphrase", 50104, "OK-ACCESS-PASSPHRASE")
    let stamp = try header("ok-access-timestamp", 50107, "OK-ACCESS-TIMESTAMP")
    let given = try header("ok-access-sign", 50106, "OK-ACCESS-SIGN")
    guard let time = Timestamp(stamp) else {
      throw VenueFailure(50112, "Invalid OK-ACCESS-TIMESTAMP", status: 401)
    }
    guard abs(time.milliseconds - state.now.milliseconds) <= 30_000 else {
      throw VenueFailure(50102, "Timestamp request expired", status: 401)
    }
    guard let key = state.keys["okx|" + name] else {
      throw VenueFailure(50111, "Invalid OK-ACCESS-KEY", status: 401)
    }
    guard key.passphrase == pass else {
      throw VenueFailure(50105, "Request header OK-ACCESS-PASSPHRASE incorrect.", status: 401)
    }
    let query = request.query.isEmpty ? "" : "?" + request.query
    let payloads = [query, QueryParameters.decoded(query)].map {
      stamp + request.method + request.path + $0 + request.bodyText
    }
    let secret = Array(key.secret.utf8)
    guard
      payloads.contains(where: {
        Base64.encoded(HMACSHA256.code(key: secret, message: Array($0.utf8))) == given
      })
    else { throw VenueFailure(50113, "Invalid Sign", status: 401) }
    guard key.addresses.isEmpty || key.addresses.contains(request.address) else {
      throw VenueFailure(
        50110, "Your IP \(request.address) is not included in your API key's IP whitelist.",
        status: 401)
    }
    let needed =
      permission == .spot
      ? key.permissions.contains(.spot) || key.permissions.contains(.futures)
      : key.permissions.contains(permission)
    guard needed else {
      throw VenueFailure(
        50120, "This API key doesn't have permission to use this function", status: 401)
    }
    if let end = request.header("exptime").flatMap({ Int64($0) }), end < state.now.milliseconds {
      throw VenueFailure(50036, "The expTime can't be earlier than the current system time.")
    }
    call.key = key
    call.account = state.account(of: key)
  }

  private static func limit(
    _ endpoint: VenueEndpoint, _ request: VenueRequest, _ call: VenueCall,
    _ state: inout VenueServerState
  ) throws(VenueFailure) {
    let who = call.key == nil ? request.address : String(call.account)
    let used = state.windows["okx|\(endpoint.name)|\(who)", default: RateWindow()].use(
      1, of: .seconds(2), at: state.now)
    guard state.options.enforcesRateLimits, used > endpoint.weight else { return }
    throw VenueFailure(50011, "Too Many Requests", status: 429)
  }

  /// The venue's words for a fault.
  static func answer(_ kind: FaultKind, _ now: Timestamp) -> VenueAnswer {
    let (status, code, text) =
      switch kind {
      case .rateLimit, .ban: (429, "50011", "Too Many Requests")
      case .maintenance:
        (503, "50001", "Service temporarily unavailable. Please try again later.")
      default:
        (
          200, "50004",
          "API endpoint request timeout (does not mean that the request was successful or failed, "
            + "please check the request result)"
        )
      }
    let node: JSONNode = .fields {
      field("code", code)
      field("msg", text)
      field("data", [JSONNode]())
    }
    return VenueAnswer(status: status, body: node.description)
  }
}
