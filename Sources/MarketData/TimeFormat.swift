/// How a file writes its times. Several forms may occur in one file.
public enum TimeFormat: String, Hashable, Sendable, CaseIterable, Comparable {
  /// `2024-05-12T01:00:00Z`
  case isoZulu = "iso-z"
  /// `2024-05-12 01:00:00+00:00`
  case isoOffset = "iso-offset"
  /// `2024-05-12T01:00:00+00:00Z`: an offset and a `Z`, which no standard allows.
  case isoOffsetZulu = "iso-offset-z (malformed)"
  /// `2024-05-12 01:00:00`, taken as UTC.
  case isoWithoutZone = "iso-without-zone"
  /// `2024-05-12`, taken as midnight UTC.
  case date = "date"
  /// Whole seconds since 1970.
  case seconds = "unix-s"
  /// Seconds since 1970 with decimals.
  case decimalSeconds = "unix-s-decimal"
  /// Milliseconds since 1970.
  case milliseconds = "unix-ms"
  /// Microseconds since 1970.
  case microseconds = "unix-us"
  /// Nanoseconds since 1970.
  case nanoseconds = "unix-ns"

  /// Order of declaration.
  public static func < (left: TimeFormat, right: TimeFormat) -> Bool {
    left.order < right.order
  }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
