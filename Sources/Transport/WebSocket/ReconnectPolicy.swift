/// When a stream may connect again. Times are nanoseconds.
public struct ReconnectPolicy: Hashable, Sendable {
  /// The longest first wait.
  public var firstDelay: Int64 = 500_000_000
  /// The longest wait ever.
  public var longestDelay: Int64 = 60_000_000_000
  /// At most this many attempts within `window`; Bybit cuts off at 500 in 5 minutes per address,
  /// Binance at 300.
  public var attempts = 60
  /// The span the attempts are counted over.
  public var window: Int64 = 3_600_000_000_000
  /// A stream that stayed open this long starts over with the first delay.
  public var stableAfter: Int64 = 60_000_000_000

  /// The defaults: 0.5 s doubling to 60 s, at most 60 attempts an hour.
  public init() {}

  /// The wait after `failures` failures in a row: between half of the doubled delay and all of it,
  /// by entropy, so that many clients do not return at once.
  func delay(failures: Int, entropy: UInt64) -> Int64 {
    let doublings = min(max(0, failures - 1), 30)
    let (product, overflow) = firstDelay.multipliedReportingOverflow(by: 1 << doublings)
    let longest = overflow ? longestDelay : min(product, longestDelay)
    let half = longest / 2
    return half + Int64(entropy % UInt64(max(1, longest - half + 1)))
  }
}
