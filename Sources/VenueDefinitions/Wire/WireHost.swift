/// The base address of one service.
public struct WireHost: Hashable, Sendable {
  /// The service.
  public var service: WireService
  /// Its address: scheme, host, port and common path.
  public var address: String
}
