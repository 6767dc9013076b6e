import TradingModel

/// One request of a venue: how it is sent and what it costs.
public struct WireEndpoint: Hashable, Sendable {
  /// The methods of HTTP that venues use.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Reads.
    case get = "GET"
    /// Creates or sets.
    case post = "POST"
    /// Replaces.
    case put = "PUT"
    /// Removes.
    case delete = "DELETE"
  }

  /// What a request must prove.
  public enum Security: String, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case open = "public"
    /// A key and a signature.
    case signed
  }

  /// Who goes first when the budget is short.
  public enum Lane: String, Hashable, Sendable, CaseIterable {
    /// Cancels.
    case cancel
    /// Requests that can only reduce risk.
    case reduce
    /// New risk.
    case new
    /// Questions.
    case query
  }

  /// What it asks.
  public var name: EndpointName
  /// The market it serves; nil for all.
  public var market: Market?
  /// Its method.
  public var method: Method
  /// The service it is sent to.
  public var host: WireService
  /// Its path.
  public var path: String
  /// What it must prove.
  public var security: Security
  /// Its lane.
  public var lane: Lane
  /// The rate bucket it draws on.
  public var bucket: String
  /// What it draws.
  public var weight: Int
}
