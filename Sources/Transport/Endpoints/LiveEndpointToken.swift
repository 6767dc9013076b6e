/// States that somebody decided live endpoints may be reached. `Arming` will be the only maker.
public struct LiveEndpointToken: Hashable, Sendable {
  /// Who decided, and why; for the record.
  public let reason: String

  /// A token for a stated reason.
  public init(reason: String) {
    self.reason = reason
  }
}
