/// Why a call has no result.
public enum JSONRPCCallError: Error, Hashable, Sendable {
  /// The other side answered with an error object.
  case refused(code: Int, message: String)
  /// No answer, or none that is JSON-RPC; the reason for people.
  case unavailable(String)
}
