import Synchronization

/// Answers requests from a cassette: each exchange once, the first that fits in recorded order.
/// Nothing is ever sent.
public final class CassettePlayer: HTTPSending {
  private let volatileNames: Set<String>
  private let remaining: Mutex<[CassetteExchange]>

  /// A player over a cassette's text; nil where a line is not an exchange. Query and form values
  /// with a volatile name are not compared.
  public init?(
    _ text: String, volatileNames: Set<String> = ["timestamp", "signature", "nonce"]
  ) {
    var exchanges: [CassetteExchange] = []
    for line in text.split(separator: "\n") {
      guard let exchange = CassetteExchange(line: String(line)) else { return nil }
      exchanges.append(exchange)
    }
    self.volatileNames = volatileNames
    remaining = Mutex(exchanges)
  }

  /// How many exchanges were not asked for yet.
  public var unused: Int { remaining.withLock(\.count) }

  public func send(
    _ request: HTTPRequest, deadline: Duration
  ) async throws(TransportError) -> HTTPResponse {
    let url = stripped(Redaction.url(request.url))
    let body = stripped(Redaction.body(request.body))
    let found = remaining.withLock { exchanges -> CassetteExchange? in
      let index = exchanges.firstIndex {
        $0.method == request.method && stripped($0.url) == url && stripped($0.body) == body
      }
      return index.map { exchanges.remove(at: $0) }
    }
    let origin = EndpointAddress(request.url)?.origin ?? ""
    guard let found else { throw TransportError(.notRecorded, .nothingSent, endpoint: origin) }
    switch found.outcome {
    case .answer(let status, let headers, let body):
      return HTTPResponse(status: status, headers: headers, body: body)
    case .failure(let delivery):
      throw TransportError(.receive, delivery, endpoint: origin)
    }
  }

  private func stripped(_ url: String) -> String {
    guard let question = url.firstIndex(of: "?") else { return url }
    return url[...question] + fields(url[url.index(after: question)...])
  }

  private func stripped(_ body: [UInt8]) -> [UInt8] {
    guard let text = String(validating: body, as: UTF8.self), !text.hasPrefix("{"),
      text.contains("=")
    else { return body }
    return Array(fields(text[...]).utf8)
  }

  private func fields(_ text: Substring) -> String {
    text.split(separator: "&").filter { field in
      !volatileNames.contains(String(field.prefix { $0 != "=" }))
    }.joined(separator: "&")
  }
}
