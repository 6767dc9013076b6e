import FixedPoint
import TradingModel

extension PlanRun {
  /// Everything that may start now.
  mutating func advance() -> [PlanDirective] {
    var directives: [PlanDirective] = []
    if phase == .running {
      if failure == nil { startReady(into: &directives) }
      if slots.contains(where: { $0.status == .working }) { return directives }
      if failure == nil, slots.contains(where: { $0.status == .waiting }) {
        failure = .rejected
        reason = reason.isEmpty ? "a leg's dependency was not met" : reason
      }
      if failure == nil {
        finish(slots.allSatisfy { $0.status == .done } ? .completed : .exposureOpen, &directives)
        return directives
      }
      beginCompensation(into: &directives)
    }
    if phase == .compensating, pendingUndo.isEmpty { endCompensation(into: &directives) }
    return directives
  }

  private mutating func startReady(into directives: inout [PlanDirective]) {
    guard status != .unknown || !slots.contains(where: { reports[$0.leg].status == .unknown })
    else { return }
    status = .running
    for index in slots.indices where slots[index].status == .waiting && isReady(slots[index]) {
      slots[index].status = .working
      reports[slots[index].leg].status = .working
      let leg = legs[slots[index].leg]
      directives.append(.start(slot: index, resolved(leg.action, slice: slots[index])))
    }
  }

  private func isReady(_ slot: PlanSlot) -> Bool {
    slot.after.allSatisfy { dependency in
      let other = slots[dependency.slot]
      if other.status == .done { return true }
      return dependency.partial && other.status == .failed && reports[other.leg].filled.isPositive
    }
  }

  /// The action with references replaced by what their legs have given so far. For a paced leg
  /// that takes from another, what it has already used is subtracted, so that dust of one slice
  /// is carried into the next.
  private func resolved(_ action: Action, slice: PlanSlot) -> Action {
    action.mappingAmounts { amount in
      switch amount {
      case .exact:
        guard let part = slice.slice else { return amount }
        return .exact(part)
      case .reference(let reference):
        guard let source = legs.firstIndex(where: { $0.key == reference.leg }) else {
          return amount
        }
        let total = reports[source].value(of: reference.field)
        return .exact(total - reports[slice.leg].filled)
      case .max: return amount
      }
    }
  }

  private mutating func beginCompensation(into directives: inout [PlanDirective]) {
    phase = .compensating
    for index in slots.indices where slots[index].status == .waiting {
      slots[index].status = .skipped
      let leg = slots[index].leg
      if reports[leg].status == .waiting { reports[leg].status = .skipped }
    }
    for leg in legs.indices where reports[leg].status == .working {
      reports[leg].status = hasEffect(leg) ? .partial : .skipped
    }
    for leg in legs.indices.reversed() where hasEffect(leg) {
      guard case .action(let action) = legs[leg].undo else { continue }
      pendingUndo.insert(leg)
      directives.append(.undo(leg: leg, resolvedUndo(action)))
    }
  }

  /// What a leg filled is given back less the fee that was taken from it: more is not there.
  private func resolvedUndo(_ action: Action) -> Action {
    action.mappingAmounts { amount in
      guard case .reference(let reference) = amount,
        let source = legs.firstIndex(where: { $0.key == reference.leg })
      else { return amount }
      let field = reference.field == .filled ? .net : reference.field
      return .exact(reports[source].value(of: field))
    }
  }

  private func hasEffect(_ leg: Int) -> Bool {
    reports[leg].filled.isPositive || reports[leg].received.isPositive
  }

  private mutating func endCompensation(into directives: inout [PlanDirective]) {
    let touched = legs.indices.filter(hasEffect)
    guard !touched.isEmpty else {
      finish(failure ?? .rejected, &directives)
      return
    }
    let safe = touched.allSatisfy { reports[$0].status == .compensated || legs[$0].undo == .hold }
    finish(safe ? .compensated : .exposureOpen, &directives)
  }

  private mutating func finish(
    _ status: InstructionStatus, _ directives: inout [PlanDirective]
  ) {
    phase = .finished
    self.status = status
    directives.append(.finish(status, reason: reason))
  }
}
