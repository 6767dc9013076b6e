import Synchronization

/// Reads that must not be of a state older than what the caller has seen.
extension JSONRPCClient {
  /// Asks for one result of an endpoint whose newest block is at least `block`: behind a load
  /// balancer, or on another endpoint, a node may be some blocks behind the one that gave a
  /// receipt.
  /// The endpoint's newest block is asked for in the same request.
  /// - Throws: `JSONRPCFailure`; `behind` when no endpoint has that block yet.
  public func call(_ call: JSONRPCCall, notBefore block: UInt64) async throws -> JSONRPCValue {
    let calls = [JSONRPCCall("eth_blockNumber"), call]
    var failure = JSONRPCFailure.noEndpoint
    var asked: Set<Int> = []
    for _ in 0..<max(attempts, pool.endpoints.count) {
      guard let index = choose(for: calls, butNot: asked) else { break }
      asked.insert(index)
      let answers = await ask(index, calls)
      guard let text = (try? answers[0].get())?.plainText, text.hasPrefix("0x"),
        let head = UInt64(text.dropFirst(2), radix: 16)
      else {
        if case .failure(let reason) = answers[0] { failure = reason } else { failure = .malformed }
        continue
      }
      state.withLock { $0.pool.observed(head: head, of: index) }
      guard head >= block else {
        failure = .behind(needed: block)
        continue
      }
      switch answers[1] {
      case .success(let value): return value
      case .failure(let reason):
        if !reason.isWorthAnotherEndpoint { throw reason }
        failure = reason
      }
    }
    throw failure
  }
}
