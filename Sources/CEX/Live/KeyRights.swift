/// What an API key may do, as the venue says; nil where it does not say.
public struct KeyRights: Hashable, Sendable {
  /// Place and cancel orders on spot.
  public var tradesSpot: Bool?
  /// Place and cancel orders on perpetuals.
  public var tradesPerpetuals: Bool?
  /// Send coins away.
  public var withdraws: Bool?
  /// Whether it works from named addresses only.
  public var isAddressBound: Bool?
}
