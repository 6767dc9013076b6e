import TradingModel

/// A token bucket whose last tokens are kept for the more urgent lanes. Time is an input.
public struct RateLanes: Hashable, Sendable {
  /// The answer to a request for tokens.
  public enum Grant: Hashable, Sendable {
    /// The tokens are taken; send now.
    case now
    /// Nothing is taken; ask again then. The end of time when the cost never fits.
    case wait(until: Timestamp)
  }

  /// Most tokens held.
  public let capacity: Int
  /// Time in which an empty bucket fills.
  public let window: TimeSpan
  /// Tokens each lane must leave, indexed by ``RateLane``.
  public let reserves: [Int]

  private var level: Int128
  private var updatedAt: Timestamp?
  private var heldUntil: Timestamp?

  /// A full bucket.
  ///
  /// - Parameters:
  ///   - capacity: tokens per window; at least 1 is used.
  ///   - window: time in which `capacity` tokens come back; at least 1 ns is used.
  ///   - reserves: tokens to leave by cancel, reduce, new and query; nil keeps 0, 10, 20 and 40 %.
  public init(capacity: Int, window: TimeSpan, reserves: [Int]? = nil) {
    let tokens = max(1, capacity)
    let defaults = [0, tokens / 10, tokens / 5, tokens / 5 * 2]
    self.capacity = tokens
    self.window = TimeSpan(nanoseconds: max(1, window.nanoseconds))
    self.reserves = reserves.flatMap { $0.count == defaults.count ? $0 : nil } ?? defaults
    level = Int128(tokens) * Int128(self.window.nanoseconds)
  }

  /// Takes `cost` tokens for a lane, or says when they will be there. Time never runs backwards
  /// here: an earlier `time` than the last counts as the last.
  public mutating func ask(_ lane: RateLane, cost: Int, at time: Timestamp) -> Grant {
    refill(to: time)
    let now = max(time, updatedAt ?? time)
    if let held = heldUntil, now < held { return .wait(until: held) }
    let span = Int128(window.nanoseconds)
    let needed = (Int128(max(0, cost)) + Int128(max(0, reserves[lane.rawValue]))) * span
    guard needed <= Int128(capacity) * span else {
      return .wait(until: Timestamp(nanoseconds: .max))
    }
    if level >= needed {
      level -= Int128(max(0, cost)) * span
      return .now
    }
    let missing = needed - level
    let tokens = Int128(capacity)
    let delay = (missing + tokens - 1) / tokens
    return .wait(until: now.advanced(by: TimeSpan(nanoseconds: Int64(clamping: delay))))
  }

  /// Stops every lane until then, as a venue's `Retry-After` demands.
  public mutating func hold(until time: Timestamp) {
    heldUntil = max(heldUntil ?? time, time)
  }

  /// Whole tokens held at an instant, without taking any.
  public func available(at time: Timestamp) -> Int {
    var copy = self
    copy.refill(to: time)
    return Int(clamping: copy.level / Int128(window.nanoseconds))
  }

  private mutating func refill(to time: Timestamp) {
    defer { updatedAt = max(time, updatedAt ?? time) }
    guard let last = updatedAt, time > last else { return }
    let full = Int128(capacity) * Int128(window.nanoseconds)
    level = min(full, level + Int128(time.since(last).nanoseconds) * Int128(capacity))
  }
}
