/// An HTTP request as it came off the wire.
public struct VenueRequest: Sendable {
  /// `GET`, `POST`, …
  public let method: String
  /// The path, without the query.
  public let path: String
  /// The query as sent, without the question mark.
  public let query: String
  /// Headers with lower-case names, in the order sent.
  public let headers: [(name: String, value: String)]
  /// The body's bytes.
  public let body: [UInt8]
  /// The client's address.
  public let address: String

  /// A request for a target such as `/api/v3/time?x=1`.
  public init(
    method: String, target: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = [], address: String = "127.0.0.1"
  ) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : ""
    self.headers = headers.map { ($0.name.lowercased(), $0.value) }
    self.body = body
    self.address = address
  }

  /// The value of a header by its lower-case name, or nil.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The body as text.
  public var bodyText: String { String(decoding: body, as: UTF8.self) }
}
