import TradingModel

/// The books at the moment a leg of a plan had ended.
public struct PlanStep: Hashable, Codable, Sendable {
  /// The instruction's report at that moment.
  public let report: ExecutionReport
  /// Positions, exposure, risk and PnL at that moment.
  public let update: PositionUpdate
}
