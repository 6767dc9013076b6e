import Arming
import VenueDefinitions

extension VenueDefinition {
  /// The same exchange with other addresses, all on this machine; nil where one that is needed is
  /// not. Requests never mix them with the venue's own.
  public func reached(at addresses: [WireService: String]) -> VenueDefinition? {
    var copy = self
    guard var environment = wire.requests.environment(.production) else { return nil }
    for index in environment.hosts.indices {
      guard let address = addresses[environment.hosts[index].service] else { continue }
      guard LoopbackEndpoint.contains(address) else { return nil }
      environment.hosts[index].address = address
    }
    environment.hosts.removeAll { addresses[$0.service] == nil }
    copy.wire.requests.environments = [environment]
    return copy
  }
}
