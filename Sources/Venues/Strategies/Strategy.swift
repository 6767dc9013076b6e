import TradingModel

/// Decides what a desk does. It sees a moment and answers with instructions; it never waits and
/// keeps no time of its own, so that the same strategy runs on history and on live venues.
public protocol Strategy {
  /// How much time passes between two decisions.
  var interval: TimeSpan { get }

  /// What is to be done at this moment, in this order. The id of an instruction is its idempotency
  /// key; ``StrategyMoment/id(_:)`` makes one that is unique and the same in every run.
  mutating func decide(_ moment: StrategyMoment) throws -> [Instruction]
}

extension Strategy {
  /// An hour, the length of the usual bar.
  public var interval: TimeSpan { .hours(1) }
}
