import JSON

/// Where a remote signer's requests go: one method and its parameters, the result back. Transport,
/// timeouts and request ids are the caller's.
public protocol JSONRPCCaller: Sendable {
  /// Calls a method.
  /// - Throws: `JSONRPCCallError`.
  func call(
    _ method: String, _ parameters: [JSONNode]
  ) async throws(JSONRPCCallError) -> JSONNode
}
