import VenueDefinitions

/// An endpoint with its whole address, ready for use.
struct PreparedEndpoint: Sendable {
  let endpoint: WireEndpoint
  let url: String

  var path: String { endpoint.path }
  var isSigned: Bool { endpoint.security == .signed }

  /// A request to it; a query that is not empty follows a question mark.
  func request(query: [UInt8] = [], headers: [WireHeader], body: [UInt8] = []) -> VenueRequest {
    var address = url
    if !query.isEmpty { address += "?" + String(decoding: query, as: UTF8.self) }
    return VenueRequest(
      method: endpoint.method, url: address, headers: headers, body: body, lane: endpoint.lane,
      bucket: endpoint.bucket, weight: endpoint.weight)
  }
}
