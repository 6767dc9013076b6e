import JSON
import TradingModel

/// Binance as its clients see it: spot `/api`, wallet `/sapi` and USDⓈ-M futures `/fapi`.
/// Source: binance-spot-api-docs and the official USDⓈ-M SDK.
enum BinanceFrontend {
  private static let places = Dictionary(
    uniqueKeysWithValues: BinanceEndpoints.all.enumerated().map { ($1.name, $0) })

  static func answer(
    _ request: VenueRequest, _ segment: VenueSegment, _ state: inout VenueServerState
  ) -> VenueAnswer {
    var headers: [(name: String, value: String)] = []
    do throws(VenueFailure) {
      guard let place = places[request.method + " " + request.path] else {
        throw VenueFailure(
          -5000, "Path \(request.path), Method \(request.method) is invalid", status: 404)
      }
      let endpoint = BinanceEndpoints.all[place]
      try BinanceLimits.take(endpoint, request, &state, &headers)
      let call = try BinanceAuthentication.call(request, endpoint, segment, &state)
      try BinanceLimits.takeOrder(endpoint, call, &state, &headers)
      let answer = try endpoint.handle(&state, call)
      return VenueAnswer(status: 200, body: answer.description, headers: headers)
    } catch {
      return answer(error, headers)
    }
  }

  static func answer(
    _ failure: VenueFailure, _ headers: [(name: String, value: String)] = []
  ) -> VenueAnswer {
    VenueAnswer(
      status: failure.status, body: node(failure).description, headers: headers + failure.headers)
  }

  /// The body of a refusal.
  static func node(_ failure: VenueFailure) -> JSONNode {
    let node = JSONNode.fields {
      field("code", failure.code)
      field("msg", failure.message)
    }
    guard let data = failure.data else { return node }
    return node.adding {
      field("data", data)
    }
  }

  /// The venue's words for a fault.
  static func answer(_ kind: FaultKind, _ now: Timestamp) -> VenueAnswer {
    switch kind {
    case .rateLimit:
      var failure = VenueFailure(
        -1003, "Too much request weight used; current limit is 6000 request weight per 1 MINUTE.",
        status: 429)
      failure.headers = [("Retry-After", "5")]
      return answer(failure)
    case .ban: return answer(BinanceLimits.banned(until: now.advanced(by: .seconds(120)), at: now))
    case .maintenance:
      return answer(VenueFailure(-1016, "This service is no longer available.", status: 503))
    default:
      return answer(
        VenueFailure(
          -1007,
          "Timeout waiting for response from backend server. Send status unknown; execution "
            + "status unknown.", status: 503))
    }
  }
}
