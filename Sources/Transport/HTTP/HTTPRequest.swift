/// One request as it will be sent, byte for byte.
public struct HTTPRequest: Hashable, Sendable {
  /// The method.
  public var method: HTTPMethod
  /// The whole address: `http` or `https`, host, optional port, path and query, all ASCII.
  public var url: String
  /// The header fields in order. `Host`, `Content-Length` and `Connection` are the transport's.
  public var headers: [HTTPHeader]
  /// The body; a signature usually covers exactly these bytes.
  public var body: [UInt8]
  /// The most bytes of body an answer may have; nil for the client's own cap.
  public var maximumAnswerBytes: Int?

  /// A request.
  public init(
    _ method: HTTPMethod = .get, _ url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
    maximumAnswerBytes: Int? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.maximumAnswerBytes = maximumAnswerBytes
  }

  /// Whether sending it twice does no harm: only reads.
  public var isRepeatable: Bool { method == .get }
}
