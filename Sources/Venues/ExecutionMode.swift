/// How instructions are carried out.
public enum ExecutionMode: String, Hashable, Sendable, CaseIterable {
  /// On simulated venues driven by history.
  case backtest
  /// On simulated venues driven by live quotes.
  case paper
  /// On the venues themselves.
  case live

  /// Reads a mode; `dry-run` is accepted for `paper`.
  public init?(named name: String) {
    self.init(rawValue: name == "dry-run" ? "paper" : name)
  }
}
