import TradingModel

/// A fault that waits for its occasion.
struct Fault: Sendable {
  let id: Int
  let kind: FaultKind
  /// The segment it strikes, by name; empty for all.
  let segment: String
  /// The method it strikes; empty for all.
  let method: String
  /// The beginning of the paths it strikes; empty for all.
  let path: String
  /// How often it may still strike.
  var count: Int
  /// How likely it strikes where it could, in millionths.
  let likelihood: Int
  /// For faults of time.
  let milliseconds: Int
  /// When it ends, if ever.
  let ends: Timestamp?

  func matches(_ request: VenueRequest, _ segment: VenueSegment) -> Bool {
    (self.segment.isEmpty || self.segment == segment.rawValue)
      && (method.isEmpty || method == request.method) && request.path.hasPrefix(path)
  }
}
