/// Which endpoint to ask next, as a state machine: outcomes and times (nanoseconds) come in.
public struct JSONRPCEndpointPool: Hashable, Sendable {
  /// The endpoints in order of preference.
  public private(set) var endpoints: [JSONRPCEndpoint]
  /// An endpoint so many blocks behind the median is not read from.
  public let maximumLag: UInt64
  /// Whether endpoints that have not proved their chain may be asked.
  public var needsChainProof: Bool

  /// A pool. With `needsChainProof` (money moves), endpoints must first prove their chain.
  public init(
    _ endpoints: [JSONRPCEndpoint], maximumLag: UInt64 = 3, needsChainProof: Bool = true
  ) {
    self.endpoints = endpoints
    self.maximumLag = maximumLag
    self.needsChainProof = needsChainProof
  }

  /// The endpoints that may be asked now, the best first: rested, on the right chain, not lagging,
  /// fewest failures, then in order of preference.
  public func candidates(at now: Int64) -> [Int] {
    let median = medianHead
    return endpoints.indices.filter { index in
      let endpoint = endpoints[index]
      guard now >= endpoint.restsUntil, !endpoint.budget.isPaused(at: now) else { return false }
      if endpoint.isOnChain == false || needsChainProof && endpoint.isOnChain == nil {
        return false
      }
      guard let median, let head = endpoint.head else { return true }
      return head >= median || median - head <= maximumLag
    }.sorted { (endpoints[$0].failures, $0) < (endpoints[$1].failures, $1) }
  }

  /// Takes units of an endpoint's budget; false where it has too few.
  public mutating func take(_ units: Int, of index: Int, at now: Int64) -> Bool {
    endpoints[index].budget.take(units, at: now)
  }

  /// An endpoint answered.
  public mutating func succeeded(_ index: Int) {
    endpoints[index].failures = 0
    endpoints[index].restsUntil = .min
  }

  /// An endpoint did not answer, or answered with an overload. It rests longer each time, up to
  /// a minute, and as long as it asked for (nanoseconds).
  public mutating func failed(_ index: Int, retryAfter: Int64? = nil, at now: Int64) {
    endpoints[index].failures = min(endpoints[index].failures + 1, 1_000)
    if let retryAfter { endpoints[index].budget.pause(until: now + max(0, retryAfter)) }
    guard endpoints[index].failures > 1 else { return }
    let rest = Int64(250_000_000) << Int64(min(endpoints[index].failures - 2, 8))
    endpoints[index].restsUntil = now + min(rest, 60_000_000_000)
  }

  /// An endpoint told which chain it serves.
  public mutating func proved(_ index: Int, isOnChain: Bool) {
    endpoints[index].isOnChain = isOnChain
  }

  /// An endpoint told its newest block.
  public mutating func observed(head: UInt64, of index: Int) { endpoints[index].head = head }

  private var medianHead: UInt64? {
    let heads = endpoints.filter { $0.isOnChain != false }.compactMap(\.head).sorted()
    return heads.isEmpty ? nil : heads[heads.count / 2]
  }
}
