/// What can be asked of a run.
public enum BookQuery: String, Hashable, Sendable, CaseIterable {
  /// How the run stands.
  case status
  /// Positions with their values.
  case positions
  /// Balances alone: every position that is no perpetual.
  case balances
  /// Orders, with their states.
  case orders
  /// Executions.
  case fills
  /// Look-through exposure.
  case exposure
  /// Health factors, margin and flags.
  case risk
  /// Equity and its attribution.
  case pnl
}
