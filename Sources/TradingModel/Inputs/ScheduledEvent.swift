/// What a venue will say at an instant that has not come yet.
public struct ScheduledEvent: Hashable, Codable, Sendable {
  /// When it is said.
  public let time: Timestamp
  /// What is said.
  public let event: VenueEvent

  /// Describes an event to come.
  public init(time: Timestamp, event: VenueEvent) {
    self.time = time
    self.event = event
  }
}
