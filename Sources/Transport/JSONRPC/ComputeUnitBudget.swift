/// What an endpoint lets us ask, as a bucket that fills with time, which comes in as nanoseconds.
public struct ComputeUnitBudget: Hashable, Sendable {
  /// Units a second.
  public let perSecond: Int64
  /// The most that can be saved up.
  public let burst: Int64
  private var level: Int64
  private var remainder: Int64 = 0
  private var updated: Int64
  private var pausedUntil: Int64 = .min

  /// A full budget.
  public init(perSecond: Int64, burst: Int64, at now: Int64) {
    self.perSecond = max(1, perSecond)
    self.burst = max(1, burst)
    level = self.burst
    updated = now
  }

  /// Takes units if they are there and no pause holds. A call larger than the burst takes all.
  public mutating func take(_ units: Int, at now: Int64) -> Bool {
    refill(at: now)
    let wanted = min(Int64(max(0, units)), burst)
    guard now >= pausedUntil, level >= wanted else { return false }
    level -= wanted
    return true
  }

  /// The endpoint asked to be left alone until then (429 with Retry-After). Never shortens.
  public mutating func pause(until: Int64) { pausedUntil = max(pausedUntil, until) }

  /// Whether a pause holds.
  public func isPaused(at now: Int64) -> Bool { now < pausedUntil }

  private mutating func refill(at now: Int64) {
    guard now > updated else { return }
    let elapsed = min(now - updated, 3_600_000_000_000)
    updated = now
    let (product, overflow) = elapsed.multipliedReportingOverflow(by: perSecond)
    let units = overflow ? burst : (product + remainder) / 1_000_000_000
    remainder = overflow ? 0 : (product + remainder) % 1_000_000_000
    level = units >= burst - level ? burst : level + units
  }
}
