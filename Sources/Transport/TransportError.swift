/// Why there is no complete answer, and what is known about the request. Holds the scheme, host
/// and port of the endpoint and nothing else of the request: no path, query, header or body.
public struct TransportError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Cause: Hashable, Sendable {
    /// The request cannot be sent as it is written: address, header or size.
    case invalidRequest(String)
    /// The policy does not allow this endpoint.
    case endpointRefused
    /// The name did not resolve.
    case nameLookup
    /// No connection.
    case connect
    /// TLS failed or the peer's certificate was not accepted.
    case secureHandshake
    /// The deadline passed.
    case timeout
    /// The connection broke while sending.
    case send
    /// The connection broke while waiting or reading.
    case receive
    /// The answer ended before its announced end.
    case truncated
    /// The head of the answer is larger than the cap.
    case headersTooLarge
    /// The body is, or says it is, larger than the cap; `limit` in bytes.
    case bodyTooLarge(limit: Int)
    /// The answer is not HTTP, or the upgrade was not agreed.
    case malformedAnswer
    /// The connection died after the request had been sent on it; it was not sent again.
    case connectionLostAfterSending
    /// The caller gave up.
    case cancelled
    /// The client was shut down.
    case closed
    /// libcurl 4 is not installed, or has no more to give.
    case noLibrary
    /// A cassette has no such exchange left.
    case notRecorded
    /// Anything else; libcurl's CURLcode.
    case other(code: Int32)
  }

  /// What is known about the request's bytes.
  public enum Delivery: Hashable, Sendable {
    /// Not one byte of the request left: it may be sent again.
    case nothingSent
    /// Some or all of it may have arrived: the outcome is unknown until evidence is found.
    case maybeSent
    /// It arrived: an answer with this status began and did not end.
    case answerIncomplete(status: Int)
  }

  /// What went wrong.
  public var cause: Cause
  /// What is known about the request's bytes.
  public var delivery: Delivery
  /// Scheme, host and port, such as `https://api.example.com:443`; empty where unparsable.
  public var endpoint: String
  /// When each phase was over, as far as it came.
  public var timings: HTTPTimings

  /// An error.
  public init(
    _ cause: Cause, _ delivery: Delivery, endpoint: String = "",
    timings: HTTPTimings = HTTPTimings()
  ) {
    self.cause = cause
    self.delivery = delivery
    self.endpoint = endpoint
    self.timings = timings
  }
}

extension TransportError: CustomStringConvertible {
  public var description: String {
    let known =
      switch delivery {
      case .nothingSent: "nothing was sent"
      case .maybeSent: "the request may have arrived"
      case .answerIncomplete(let status): "an answer with status \(status) did not end"
      }
    return "\(endpoint.isEmpty ? "transport" : endpoint): \(cause); \(known)"
  }
}
