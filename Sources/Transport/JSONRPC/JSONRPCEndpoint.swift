/// What is known about one endpoint.
public struct JSONRPCEndpoint: Hashable, Sendable {
  /// Its address. It may hold an access key, so logs use `name`.
  public let url: String
  /// What it is called in logs.
  public let name: String
  /// What it lets us ask.
  public var budget: ComputeUnitBudget
  /// Failures since its last success.
  public internal(set) var failures = 0
  /// It is left alone until then.
  public internal(set) var restsUntil: Int64 = .min
  /// The newest block it reported.
  public internal(set) var head: UInt64?
  /// Whether it serves the right chain; nil while it was not asked.
  public internal(set) var isOnChain: Bool?

  /// An endpoint nothing is known about yet.
  public init(name: String, url: String, budget: ComputeUnitBudget) {
    self.name = name
    self.url = url
    self.budget = budget
  }
}
