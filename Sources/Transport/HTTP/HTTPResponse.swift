/// One complete answer.
public struct HTTPResponse: Hashable, Sendable {
  /// The status code. Redirections (3xx) are answers like any other; none is followed.
  public var status: Int
  /// The header fields in order, as many as were sent.
  public var headers: [HTTPHeader]
  /// The whole body.
  public var body: [UInt8]
  /// 1 for HTTP/1.1, 2 for HTTP/2.
  public var majorVersion: Int
  /// When each phase of the exchange was over.
  public var timings: HTTPTimings

  /// An answer.
  public init(
    status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], majorVersion: Int = 1,
    timings: HTTPTimings = HTTPTimings()
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.majorVersion = majorVersion
    self.timings = timings
  }
}
