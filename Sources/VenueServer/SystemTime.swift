import Foundation
import VenueProtocol

/// The server's clock, which the venues are given with every input.
enum SystemTime {
  static var now: VenueTime.Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return VenueTime.nanoseconds(
      Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
