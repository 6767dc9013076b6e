import ExecutionCore
import ExecutionRuntime
import TradingModel

/// What came of an instruction.
public struct Outcome: Codable, Sendable {
  /// How instruction and legs stand.
  public let report: ExecutionReport
  /// Books after each leg that ended, in order.
  public let steps: [PlanStep]
  /// Books before.
  public let before: PositionUpdate
  /// Books after.
  public let after: PositionUpdate
  /// Events of the bus.
  public let events: [PublishedEvent]
  /// Digest of everything the core holds.
  public let stateHash: String
  /// Whether it is one order that waits at its venue: placed, and not yet ended.
  public var isResting = false
  /// Position changes the caller expected.
  public var expectedDeltas: [ExpectedDelta] = []

  /// The error a failed outcome stands for; nil when it completed, and when its order rests.
  public var failure: VenuesError? {
    if isResting { return nil }
    let kind: VenuesError.Kind
    switch report.status {
    case .completed: return nil
    case .denied: kind = .denied
    case .rejected: kind = .rejected
    case .compensated: kind = .compensated
    case .exposureOpen: kind = .exposureOpen
    case .unknown: kind = .unknownOutcome
    case .timedOut: kind = .timeout
    case .running: kind = .staleData
    }
    let reason =
      report.status == .running
      ? "the data ended before the instruction did" : report.reason
    let leg = report.legs.first { !$0.reason.isEmpty }?.key ?? ""
    return VenuesError(
      kind, code: report.status.rawValue, message: reason, path: leg.isEmpty ? "" : "leg \(leg)",
      hint: report.status == .running ? "Use data that reach further, or raise horizonDays." : "")
  }
}
