import TradingModel

/// How an exchange is spoken to: the outgoing half of its file's `wire` section.
public struct WireRequests: Hashable, Sendable {
  /// How long after its timestamp a request may still be executed, in milliseconds.
  public var receiveWindowMilliseconds: Int = 5000
  /// Its environments.
  public var environments: [WireEnvironment] = []
  /// Its rate limits.
  public var buckets: [WireBucket] = []
  /// Its rules for client order ids, one a market.
  public var clientOrderIDs: [ClientOrderIDRule] = []
  /// Its requests.
  public var endpoints: [WireEndpoint] = []
  /// Its vocabularies.
  public var words: [WordTable] = []

  /// Nothing can be sent.
  public init() {}

  /// The environment of a name or alias; nil where the venue has none.
  public func environment(_ name: WireEnvironment.Name) -> WireEnvironment? {
    environments.first { $0.name == name } ?? environments.first { $0.aliases.contains(name) }
  }

  /// The request of a name that serves a market; nil where the venue has none.
  public func endpoint(_ name: EndpointName, _ market: Market) -> WireEndpoint? {
    endpoints.first { $0.name == name && ($0.market ?? market) == market }
  }

  /// The rule for client order ids of a market.
  public func clientOrderIDRule(for market: Market) -> ClientOrderIDRule? {
    clientOrderIDs.first { $0.market == market }
  }

  /// The vocabulary of a name; empty where the venue has none.
  public func words(_ name: String) -> WordTable {
    words.first { $0.name == name } ?? WordTable(name: name, entries: [])
  }
}
