/// Which endpoints a client may reach. The default reaches this machine only, and holds even if a
/// name resolves elsewhere: sockets to other addresses are not opened.
public struct EndpointPolicy: Hashable, Sendable {
  /// Only loopback endpoints.
  public static let loopbackOnly = EndpointPolicy(hosts: [])

  private let hosts: [String]

  /// Loopback endpoints, and these hosts over TLS, by exact name.
  public static func live(_ hosts: [String], _ token: LiveEndpointToken) -> EndpointPolicy {
    EndpointPolicy(hosts: hosts.map { $0.lowercased() }.sorted())
  }

  /// Whether an address may be reached: loopback always, others only over TLS and by name.
  public func allows(_ address: EndpointAddress) -> Bool {
    address.isLoopback || address.isSecure && hosts.contains(address.host)
  }

  /// Whether sockets to other machines must not even be opened.
  func isConfinedToLoopback(_ address: EndpointAddress) -> Bool { !hosts.contains(address.host) }
}
