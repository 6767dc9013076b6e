import VenueDefinitions

/// An endpoint with its whole address, ready for use; requests share it.
final class PreparedEndpoint: Sendable {
  let endpoint: WireEndpoint
  let url: String
  /// `POST /path`, as a request begins.
  let requestLine: [UInt8]
  /// The rest of the first line and the host's.
  let hostLine: [UInt8]

  init(endpoint: WireEndpoint, origin: String) {
    self.endpoint = endpoint
    url = origin + endpoint.path
    requestLine = Array("\(endpoint.method.rawValue) \(endpoint.path)".utf8)
    let host = origin.drop { $0 != "/" }.drop { $0 == "/" }
    hostLine = Array(" HTTP/1.1\r\nHost: \(host)\r\n".utf8)
  }

  var path: String { endpoint.path }
  var isSigned: Bool { endpoint.security == .signed }

  /// A request to it; a query that is not empty follows a question mark.
  func request(query: [UInt8] = [], headers: [WireHeader], body: [UInt8] = []) -> VenueRequest {
    var block = HeaderBlock()
    for header in headers { block.append(header) }
    return request(query: query, headers: block, body: body)
  }

  /// The same with its header fields already written.
  func request(query: [UInt8] = [], headers: HeaderBlock, body: [UInt8] = []) -> VenueRequest {
    VenueRequest(endpoint: self, query: query, block: headers, body: body)
  }
}

extension PreparedEndpoint: Hashable {
  static func == (one: PreparedEndpoint, other: PreparedEndpoint) -> Bool {
    one === other || (one.endpoint == other.endpoint && one.url == other.url)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(url) }
}
