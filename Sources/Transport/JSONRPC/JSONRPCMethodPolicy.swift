/// How a method is treated: how long to wait, whether to ask again, and what it costs.
public struct JSONRPCMethodPolicy: Hashable, Sendable {
  /// What may be done when there is no answer.
  public enum Retry: Hashable, Sendable {
    /// A read: may be asked again, elsewhere too.
    case anywhere
    /// The same bytes may be given to any endpoint, because the chain takes them once (a signed
    /// transaction); but never built anew.
    case identicalBytes
    /// Never: it would act twice.
    case never
  }

  /// The most time for one attempt.
  public var timeout: Duration
  /// What may be done when there is no answer.
  public var retry: Retry
  /// What it costs of an endpoint's budget, in the order of size public providers use.
  public var computeUnits: Int

  /// A policy.
  public init(timeout: Duration, retry: Retry, computeUnits: Int) {
    self.timeout = timeout
    self.retry = retry
    self.computeUnits = computeUnits
  }

  /// The policy of a method. Anything not known to be a read is never repeated.
  public static func of(_ method: String) -> JSONRPCMethodPolicy {
    switch method {
    case "eth_sendRawTransaction", "eth_sendPrivateTransaction", "eth_sendBundle":
      JSONRPCMethodPolicy(timeout: .seconds(10), retry: .identicalBytes, computeUnits: 250)
    case "eth_call", "eth_createAccessList", "debug_traceCall":
      JSONRPCMethodPolicy(timeout: .seconds(10), retry: .anywhere, computeUnits: 26)
    case "eth_estimateGas":
      // A node runs the call again and again to find the least gas.
      JSONRPCMethodPolicy(timeout: .seconds(30), retry: .anywhere, computeUnits: 26)
    case "eth_getLogs", "eth_getBlockReceipts":
      JSONRPCMethodPolicy(timeout: .seconds(20), retry: .anywhere, computeUnits: 75)
    case "eth_chainId", "net_version", "eth_blockNumber", "eth_gasPrice",
      "eth_maxPriorityFeePerGas", "eth_feeHistory", "eth_syncing", "web3_clientVersion":
      JSONRPCMethodPolicy(timeout: .seconds(5), retry: .anywhere, computeUnits: 10)
    default:
      JSONRPCMethodPolicy(
        timeout: .seconds(10), retry: method.hasPrefix("eth_get") ? .anywhere : .never,
        computeUnits: 20)
    }
  }
}
