import TradingModel

/// One way to the venues: exchanges, chains or transfers.
public protocol ExecutionInterface: Sendable {
  /// Whether it carries out this kind of action.
  func accepts(_ action: Action) -> Bool

  /// Carries an instruction out and returns when it has ended. A backtest whose data end while the
  /// order still rests at its venue returns the status `running`. A partly executed instruction is
  /// a report, not an error.
  ///
  /// - Throws: ``ExecutionError``; `refused` for an action of another interface.
  func execute(_ instruction: Instruction) async throws(ExecutionError) -> ExecutionReport

  /// All positions, with exposure, risk and PnL of the same sequence number.
  func positions() async -> PositionUpdate

  /// Cancels every working order.
  func cancelAll() async throws(ExecutionError)
}
