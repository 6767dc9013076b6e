import TradingModel

/// One WebSocket connection.
struct StreamSession: Sendable {
  let id: Int
  let segment: VenueSegment
  /// The path it was opened on.
  let path: String
  let query: String
  let address: String
  var opened: Timestamp
  var lastHeard: Timestamp
  var lastPing: Timestamp
  /// The account it has signed in for.
  var account: Int?
  var key: APIKey?
  /// What it listens to, as the venue spells its topics.
  var topics: [String] = []
  /// Topics that had their snapshot.
  var primed: Set<String> = []
  /// Whether market data is wrapped with the stream's name.
  var isCombined = false
  /// Listen keys of the user data it carries.
  var listenKeys: [String] = []
  /// Number of its user data subscription.
  var subscription: Int?
}
