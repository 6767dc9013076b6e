import TradingModel

/// The instants given with each input, made without another room.
public enum VenueTime {
  /// An instant.
  public typealias Instant = Timestamp

  /// So many nanoseconds since the Unix epoch.
  public static func nanoseconds(_ count: Int64) -> Instant { Timestamp(nanoseconds: count) }

  /// So many milliseconds since the Unix epoch.
  public static func milliseconds(_ count: Int64) -> Instant { Timestamp(milliseconds: count) }
}
