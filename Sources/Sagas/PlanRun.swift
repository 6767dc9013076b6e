import FixedPoint
import TradingModel

/// A plan under way: which legs may start, what they take from each other, and what undoes them.
/// A single action is a plan of one leg with an empty key. A value type without I/O; the core
/// carries out what it asks for.
public struct PlanRun: Hashable, Sendable {
  /// What the plan is doing.
  enum Phase: Hashable, Sendable {
    case running
    case compensating
    case finished
  }

  /// The instruction.
  public let instruction: Instruction
  /// The plan, a single action wrapped in one.
  public let plan: Plan
  /// The legs after nested plans are flattened.
  public let legs: [Leg]
  /// How each leg stands, in the order of ``legs``.
  public internal(set) var reports: [LegReport]
  /// How the whole stands.
  public internal(set) var status: InstructionStatus = .running
  /// Why it ended as it did.
  public internal(set) var reason = ""

  var slots: [PlanSlot]
  var phase: Phase = .running
  var failure: InstructionStatus?
  var pendingUndo: Set<Int> = []

  /// Takes an instruction up, or says why it cannot run.
  public init(_ instruction: Instruction) throws(PlanError) {
    self.instruction = instruction
    if case .plan(let plan) = instruction.action {
      self.plan = plan
    } else {
      let leg = Leg(key: "", action: instruction.action)
      plan = Plan(name: "", mode: .sequence, legs: [leg])
    }
    legs = try PlanLayout(plan).legs
    reports = legs.map { LegReport(key: $0.key) }
    slots = try Self.slots(of: legs, pacing: plan.pacing)
  }

  /// Whether nothing further will be asked for.
  public var isFinished: Bool { phase == .finished }

  /// The leg a slot executes.
  public func leg(ofSlot slot: Int) -> Int { slots[slot].leg }

  /// Starts what may start.
  public mutating func begin() -> [PlanDirective] { advance() }

  /// Takes the final result of a slot: what it adds to its leg's report, and which condition of
  /// the plan does not hold after it, if one does not.
  public mutating func slotEnded(
    _ slot: Int, adding part: LegReport, unmet: String? = nil
  ) -> [PlanDirective] {
    guard phase != .finished, slots[slot].status == .working else { return [] }
    let leg = slots[slot].leg
    reports[leg].add(part)
    switch part.status {
    case .done:
      slots[slot].status = .done
      if slots.allSatisfy({ $0.leg != leg || $0.status == .done }) { reports[leg].status = .done }
    default:
      slots[slot].status = .failed
      fail(leg: leg, part: part)
    }
    if let unmet, failure == nil {
      failure = .exposureOpen
      reason = unmet
    }
    return advance()
  }

  /// Marks a slot's outcome as unknown: nothing new starts until ``slotEnded(_:adding:)``.
  public mutating func slotUnknown(_ slot: Int, reason: String) {
    reports[slots[slot].leg].status = .unknown
    reports[slots[slot].leg].reason = reason
    status = .unknown
  }

  /// Takes the result of a compensation.
  public mutating func undoEnded(leg: Int, part: LegReport) -> [PlanDirective] {
    guard pendingUndo.remove(leg) != nil else { return [] }
    if part.status == .done {
      reports[leg].status = .compensated
    } else {
      let failed = "compensation failed: \(part.reason)"
      reports[leg].reason = failed
      reason += (reason.isEmpty ? "" : "; ") + "leg '\(legs[leg].key)': \(failed)"
    }
    return advance()
  }

  /// Stops the plan: a condition does not hold, or the deadline has passed.
  public mutating func stop(_ status: InstructionStatus, reason: String) -> [PlanDirective] {
    guard phase == .running else { return [] }
    if failure == nil {
      failure = status
      self.reason = reason
    }
    return advance()
  }

  private mutating func fail(leg: Int, part: LegReport) {
    reports[leg].status = part.status
    if reports[leg].filled.isPositive, part.status != .unknown { reports[leg].status = .partial }
    guard failure == nil, !partialIsEnough(for: leg) else { return }
    failure = part.status == .denied ? .denied : .rejected
    let name = legs[leg].key.isEmpty ? "" : "leg '\(legs[leg].key)': "
    reason = name + part.reason
  }

  /// Whether every leg that waits for this one accepts a partial result, and there is one.
  private func partialIsEnough(for leg: Int) -> Bool {
    let key = legs[leg].key
    let waiting = legs.flatMap(\.after).filter { $0.key == key }
    return reports[leg].filled.isPositive && !waiting.isEmpty && waiting.allSatisfy(\.partial)
  }
}
