/// One environment of a venue: hosts that belong together. Requests never mix hosts of two.
public struct WireEnvironment: Hashable, Sendable {
  /// Which environment.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    /// The venue with real money.
    case production = "live"
    /// The venue's test network.
    case testnet
    /// The venue's demo trading.
    case demo
  }

  /// Its name.
  public var name: Name
  /// Other names it answers to where the venue has no environment of that name.
  public var aliases: [Name]
  /// A header every request carries there; nil for none.
  public var header: WireHeader?
  /// Base addresses by service, without a closing slash, in the file's order.
  public var hosts: [WireHost]

  /// The base address of a service; nil where the environment has none.
  public func address(of service: WireService) -> String? {
    hosts.first { $0.service == service }?.address
  }
}
