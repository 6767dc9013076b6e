import FixedPoint
import TradingModel

/// What a rule does with what it matches.
public enum PolicyEffect: String, Hashable, Sendable, CaseIterable {
  /// Lets it pass.
  case allow
  /// Refuses it.
  case deny
}

/// A cap on what a rule lets pass in a sliding window of time, counted at intent.
public struct PolicyWindow: Hashable, Sendable {
  /// What is summed.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// Units of the asset.
    case amount
    /// Worth in the reporting currency.
    case notional
    /// One for each.
    case count
  }

  /// What is summed.
  public let measure: Measure
  /// The window's length.
  public let span: TimeSpan
  /// Most the sum may reach.
  public let maximum: Decimal18

  /// Describes a window.
  public init(measure: Measure, span: TimeSpan, maximum: Decimal18) {
    self.measure = measure
    self.span = span
    self.maximum = maximum
  }

  /// Its name in denials: `notional per 3600 s`.
  public var name: String { "\(measure.rawValue) per \(span.nanoseconds / 1_000_000_000) s" }
}

/// One rule: it matches when all of its conditions hold. An empty list is no condition.
public struct PolicyRule: Hashable, Sendable {
  /// Its name in decisions.
  public var name: String
  /// What it does with what it matches.
  public var effect: PolicyEffect
  /// Kinds it is about.
  public var kinds: [PolicyKind] = []
  /// Venues it is about; a transfer's source.
  public var venues: [VenueID] = []
  /// Assets it is about.
  public var assets: [AssetID] = []
  /// Markets it is about.
  public var markets: [Market] = []
  /// Sides it is about.
  public var sides: [Side] = []
  /// Chain operations it is about.
  public var operations: [ChainOperation] = []
  /// Destinations it is about.
  public var destinations: [VenueID] = []
  /// Recipient labels it is about.
  public var recipients: [String] = []
  /// Only what can only shrink exposure.
  public var onlyReducing = false
  /// An allow rule matches up to this many units; a deny rule matches above it.
  public var maximumAmount: Quantity?
  /// An allow rule matches up to this worth; a deny rule matches above it.
  public var maximumNotional: Money?
  /// Caps on what an allow rule lets pass; beyond them it refuses.
  public var windows: [PolicyWindow] = []

  /// A rule without conditions.
  public init(name: String, effect: PolicyEffect) {
    self.name = name
    self.effect = effect
  }

  /// Whether all conditions hold. A number that is not known counts as too large.
  public func matches(_ subject: PolicySubject) -> Bool {
    Self.holds(kinds, subject.kind) && Self.holds(venues, subject.venue)
      && Self.holds(assets, subject.asset) && Self.holds(markets, subject.market)
      && Self.holds(sides, subject.side) && Self.holds(operations, subject.operation)
      && Self.holds(destinations, subject.destination)
      && Self.holds(recipients, subject.recipient)
      && (!onlyReducing || subject.isReducing)
      && isSized(subject)
  }

  private func isSized(_ subject: PolicySubject) -> Bool {
    let limits = [
      (maximumAmount?.value, subject.amount?.value),
      (maximumNotional?.value, subject.notional?.value),
    ].compactMap { limit, value in limit.map { limit in value.map { $0 <= limit } ?? false } }
    guard !limits.isEmpty else { return true }
    return effect == .allow ? limits.allSatisfy { $0 } : limits.contains(false)
  }

  private static func holds<Value: Equatable>(_ list: [Value], _ value: Value?) -> Bool {
    guard !list.isEmpty else { return true }
    guard let value else { return false }
    return list.contains(value)
  }
}
