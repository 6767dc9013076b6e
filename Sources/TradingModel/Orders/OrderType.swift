import FixedPoint

/// How an order asks to be executed.
public enum OrderType: String, Hashable, Codable, Sendable, CaseIterable {
  /// At the best price available.
  case market
  /// At a price or better.
  case limit
  /// A market order once the trigger price is reached against the position.
  case stop
  /// A limit order once the stop trigger is reached.
  case stopLimit
  /// A market order once the trigger price is reached in the position's favour.
  case takeProfit
  /// A limit order once the take-profit trigger is reached.
  case takeProfitLimit

  /// Whether the order needs a limit price.
  public var needsPrice: Bool { self == .limit || self == .stopLimit || self == .takeProfitLimit }
  /// Whether the order waits for a trigger.
  public var isTriggered: Bool { self != .market && self != .limit }
}

/// How long an order stays.
public enum TimeInForce: String, Hashable, Codable, Sendable, CaseIterable {
  /// Good till cancelled.
  case gtc = "GTC"
  /// Immediate or cancel: what does not fill at once is cancelled.
  case ioc = "IOC"
  /// Fill or kill: all at once or nothing.
  case fok = "FOK"
  /// Good till date.
  case gtd = "GTD"
}

/// The price a trigger watches.
public enum TriggerReference: String, Hashable, Codable, Sendable, CaseIterable {
  /// The venue's mark price.
  case mark
  /// The last traded price.
  case last
  /// The venue's index price.
  case index
}

/// A price condition.
public struct Trigger: Hashable, Codable, Sendable {
  /// The price at which it fires.
  public var price: Price
  /// The price it watches.
  public var reference: TriggerReference

  /// Describes a condition.
  public init(price: Price, reference: TriggerReference) {
    self.price = price
    self.reference = reference
  }
}
