import Glibc
import TradingModel

/// The machine's clock: the wall clock of the moment it was made, carried on by the monotonic one,
/// so that a clock set back never makes time go back.
public struct SystemClock: LiveClock {
  private let wall: Int64
  private let base: Int64

  /// A clock that starts at the wall clock's present instant.
  public init() {
    wall = Self.read(CLOCK_REALTIME)
    base = Self.read(CLOCK_MONOTONIC)
  }

  public var now: Timestamp {
    Timestamp(nanoseconds: wall + (Self.read(CLOCK_MONOTONIC) - base))
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
