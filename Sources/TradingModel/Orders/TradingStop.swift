import FixedPoint

/// Protection attached to a position: it closes the position when the market reaches a trigger.
public struct TradingStop: Hashable, Codable, Sendable {
  /// Closes at a loss; nil for none.
  public var stopLoss: Trigger?
  /// Closes at a profit; nil for none.
  public var takeProfit: Trigger?

  /// Describes protection.
  public init(stopLoss: Trigger? = nil, takeProfit: Trigger? = nil) {
    self.stopLoss = stopLoss
    self.takeProfit = takeProfit
  }
}

/// How a perpetual position is margined.
public enum MarginMode: String, Hashable, Codable, Sendable, CaseIterable {
  /// The whole account's balance backs it.
  case cross
  /// Only margin set aside for it backs it.
  case isolated
}
