import VenueDefinitions

/// One HTTP request exactly as it will be sent, and what it costs.
public struct VenueRequest: Hashable, Sendable {
  private let endpoint: PreparedEndpoint
  private let query: [UInt8]
  private let block: HeaderBlock
  /// Its body; the signature covers exactly these bytes.
  public let body: [UInt8]

  init(endpoint: PreparedEndpoint, query: [UInt8], block: HeaderBlock, body: [UInt8]) {
    self.endpoint = endpoint
    self.query = query
    self.block = block
    self.body = body
  }

  /// Its method.
  public var method: WireEndpoint.Method { endpoint.endpoint.method }
  /// Its address, query included.
  public var url: String {
    query.isEmpty ? endpoint.url : endpoint.url + "?" + String(decoding: query, as: UTF8.self)
  }
  /// Its header fields in order; `Host` and `Content-Length` are the transport's.
  public var headers: [WireHeader] { block.fields }
  /// The lane it goes in.
  public var lane: WireEndpoint.Lane { endpoint.endpoint.lane }
  /// The rate bucket it draws on.
  public var bucket: String { endpoint.endpoint.bucket }
  /// What it draws.
  public var weight: Int { endpoint.endpoint.weight }

  /// Appends the request as HTTP/1.1 sends it. Source: RFC 9112 sections 2 and 3.
  public func write(into bytes: inout [UInt8]) {
    bytes.append(contentsOf: endpoint.requestLine)
    if !query.isEmpty {
      bytes.append(UInt8(ascii: "?"))
      bytes.append(contentsOf: query)
    }
    bytes.append(contentsOf: endpoint.hostLine)
    bytes.append(contentsOf: block.bytes)
    if !body.isEmpty {
      bytes.append("Content-Length: ")
      bytes.append(decimal: Int64(body.count))
      bytes.append("\r\n")
    }
    bytes.append("\r\n")
    bytes.append(contentsOf: body)
  }
}
