import FixedPoint
import Sagas
import TradingModel

/// A plan under way, with what the core keeps beside it.
struct PlanEntry: Sendable {
  var run: PlanRun
  /// Cost buckets when the plan began, for `costMaxBps`.
  let costAtStart: ExactMoney
  /// Net delta of the asset of `netDeltaMax` when the plan began.
  let netDeltaAtStart: Quantity
  /// Value traded so far in the reporting currency.
  var notional: ExactMoney = .zero
}

/// What an order, transaction or transfer belongs to.
struct Assignment: Hashable, Sendable {
  /// Index of the plan.
  let plan: Int
  /// Slot of the plan, or the leg when it is a compensation.
  let target: Int
  /// Whether it compensates.
  let isUndo: Bool
}
