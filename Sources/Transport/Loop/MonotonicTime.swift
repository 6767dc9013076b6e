import Glibc

/// The machine's monotonic clock, for deadlines only: never part of a decision that is replayed.
enum MonotonicTime {
  /// Nanoseconds since an arbitrary start.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// A duration in nanoseconds, at least 0 and at most a day.
  static func nanoseconds(_ duration: Duration) -> Int64 {
    let day: Int64 = 86_400_000_000_000
    let (seconds, attoseconds) = duration.components
    if seconds < 0 || attoseconds < 0 { return 0 }
    if seconds >= 86_400 { return day }
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
