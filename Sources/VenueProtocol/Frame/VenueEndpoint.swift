import JSON

/// One endpoint of a venue: where it is, who may call it, what it costs and what it does.
public struct VenueEndpoint: Sendable {
  /// Who may call.
  enum Access: Hashable, Sendable {
    /// Everybody.
    case open
    /// Who names a key.
    case keyed
    /// Who signs with a key that has this permission.
    case signed(KeyPermission)
  }

  /// `GET`, `POST`, …
  public let method: String
  /// The path.
  public let path: String
  let access: Access
  let weight: Int
  let handle: @Sendable (inout VenueServerState, VenueCall) throws(VenueFailure) -> JSONNode

  init(
    _ method: String, _ path: String, _ access: Access = .open, weight: Int = 1,
    handle:
      @escaping @Sendable (inout VenueServerState, VenueCall) throws(VenueFailure) -> JSONNode
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.weight = weight
    self.handle = handle
  }

  /// Method and path in one word, as the tables are searched.
  var name: String { method + " " + path }
}
