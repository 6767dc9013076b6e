/// The request methods the venues use (RFC 9110 section 9).
public enum HTTPMethod: String, Hashable, Sendable, CaseIterable {
  /// Reads; may be repeated.
  case get = "GET"
  /// Acts; is never repeated by the transport.
  case post = "POST"
  /// Replaces; is never repeated by the transport.
  case put = "PUT"
  /// Removes; is never repeated by the transport.
  case delete = "DELETE"
  /// Changes; is never repeated by the transport.
  case patch = "PATCH"
}
