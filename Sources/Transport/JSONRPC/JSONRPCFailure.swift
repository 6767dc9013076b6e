import JSON

/// Why a call has no result.
public enum JSONRPCFailure: Error, Hashable, Sendable {
  /// The node answered with an error (JSON-RPC 2.0 section 5.1).
  case refused(code: Int64, message: String, data: JSONNode?)
  /// The batch's answer has nothing with this call's id.
  case missing
  /// Two answers with this call's id differ.
  case contradicted
  /// The answer is not JSON-RPC.
  case malformed
  /// The status is not 200 and the body is not JSON-RPC either.
  case status(Int)
  /// There is no whole answer; says what is known about the request.
  case transport(TransportError)
  /// No endpoint is healthy, on the right chain and within its budget.
  case noEndpoint
  /// Every endpoint that answered stands at an older block than what is known already.
  case behind(needed: UInt64)
  /// Too few endpoints gave the same answer.
  case noQuorum(agreeing: Int, needed: Int)

  /// Whether a read may be asked again elsewhere: the node did not decide on the call itself.
  var isWorthAnotherEndpoint: Bool {
    if case .refused(let code, _, _) = self { Self.overload.contains(code) } else { true }
  }

  /// Whether the node asks for less: the endpoint is left alone for a while.
  public var isOverload: Bool {
    switch self {
    case .refused(let code, _, _): Self.overload.contains(code)
    case .status(let status): status == 429 || status == 503
    default: false
    }
  }

  /// Limit exceeded (EIP-1474), and the codes public providers use for their rate limits.
  private static let overload: Set<Int64> = [-32_005, -32_097, 429]
}
