/// An instant in UTC: nanoseconds since 1970-01-01T00:00:00Z. Time is always an input; nothing in
/// the core can ask for it.
public struct Timestamp: Hashable, Comparable, Codable, Sendable {
  /// Nanoseconds since the Unix epoch.
  public var nanoseconds: Int64

  /// Wraps nanoseconds since the Unix epoch.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Wraps whole seconds since the Unix epoch; saturates at the ends of the range (years
  /// 1677-2262).
  public init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    nanoseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// Wraps milliseconds since the Unix epoch; saturates.
  public init(milliseconds: Int64) {
    let (product, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
    nanoseconds = overflow ? (milliseconds < 0 ? .min : .max) : product
  }

  /// Whole seconds since the epoch, rounded toward the past.
  public var seconds: Int64 {
    let quotient = nanoseconds / 1_000_000_000
    return nanoseconds % 1_000_000_000 < 0 ? quotient - 1 : quotient
  }

  /// This instant moved by a span, saturating at the ends of the range.
  public func advanced(by span: TimeSpan) -> Timestamp {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(span.nanoseconds)
    return Timestamp(nanoseconds: overflow ? (span.nanoseconds < 0 ? .min : .max) : sum)
  }

  /// The span from `earlier` to this instant, saturating.
  public func since(_ earlier: Timestamp) -> TimeSpan {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    return TimeSpan(nanoseconds: overflow ? (nanoseconds < 0 ? .min : .max) : difference)
  }

  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// A length of time in nanoseconds.
public struct TimeSpan: Hashable, Comparable, Codable, Sendable {
  /// Nanoseconds, negative towards the past.
  public var nanoseconds: Int64

  /// Wraps nanoseconds.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// A span of milliseconds; saturates.
  public static func milliseconds(_ count: Int64) -> TimeSpan { scaled(count, 1_000_000) }
  /// A span of seconds; saturates.
  public static func seconds(_ count: Int64) -> TimeSpan { scaled(count, 1_000_000_000) }
  /// A span of hours; saturates.
  public static func hours(_ count: Int64) -> TimeSpan { scaled(count, 3_600_000_000_000) }

  private static func scaled(_ count: Int64, _ unit: Int64) -> TimeSpan {
    let (product, overflow) = count.multipliedReportingOverflow(by: unit)
    return TimeSpan(nanoseconds: overflow ? (count < 0 ? .min : .max) : product)
  }

  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}
