import TradingModel

/// What came of running a strategy.
public struct StrategyRun: Sendable {
  /// What came of each instruction, in the order given.
  public internal(set) var outcomes: [Outcome] = []
  /// How often the strategy was asked.
  public internal(set) var decisions = 0
  /// Positions, exposure, risk and PnL at the end.
  public internal(set) var books: PositionUpdate
}
