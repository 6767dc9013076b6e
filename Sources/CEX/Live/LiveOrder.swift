import FixedPoint
import TradingModel

/// What is known of one live order, and when it is looked up next. Times are monotonic nanoseconds.
struct LiveOrder: Sendable {
  /// Waits between the first look-ups of an order without an answer. Source: `reliability.md` 4.3.
  static let waits: [Int64] = [500, 1000, 2000, 4000, 8000].map { $0 * 1_000_000 }
  /// How often an order that works is looked up where no stream tells of it.
  static let pace: Int64 = 500_000_000
  /// Time after a signature when a request can no longer be carried out, beside the receive window.
  static let margin: Int64 = 12_000_000_000

  let order: Order
  let instrument: Instrument
  /// When its request was signed; venue milliseconds.
  let signedAt: Int64
  /// From then on its absence is evidence.
  let provableAt: Int64
  var isAccepted = false
  var isUnknown = false
  var hasAnswer = false
  /// Base units of the fills told.
  var told: Quantity = .zero
  var trades: Set<UInt64> = []
  var lookups = 0
  var absences = 0
  var nextLookup: Int64
  var isLookingUp = false

  /// When the next look-up is due after one that settled nothing.
  mutating func wait(at now: Int64) {
    isLookingUp = false
    if isAccepted {
      nextLookup = now + Self.pace
    } else {
      nextLookup = now + (lookups < Self.waits.count ? Self.waits[lookups] : 2_000_000_000)
    }
    lookups += 1
  }
}
