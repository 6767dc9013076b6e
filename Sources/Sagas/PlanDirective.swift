import TradingModel

/// What a plan asks of the core.
public enum PlanDirective: Hashable, Sendable {
  /// Carry out this action, references resolved, and report back under the slot.
  case start(slot: Int, Action)
  /// Carry out this compensation of a leg and report back under the leg.
  case undo(leg: Int, Action)
  /// The plan is over.
  case finish(InstructionStatus, reason: String)
}
