import Foundation
import Synchronization

/// Calls something every so often on a thread of its own until it is let go.
final class LiveTicker: Sendable {
  private let isStopped = Mutex(false)

  init() {}

  deinit { stop() }

  /// Begins; `body` must be short and must not keep its owner alive.
  func start(every interval: TimeInterval, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread { [weak self] in
      while true {
        guard let self, !self.isStopped.withLock({ $0 }) else { return }
        body()
        Self.pause(interval)
      }
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Nanoseconds of the machine's monotonic clock.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Nanoseconds since 1970 by the machine's clock.
  static func wall() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  func stop() { isStopped.withLock { $0 = true } }

  static func pause(_ interval: TimeInterval) { Thread.sleep(forTimeInterval: interval) }
}
