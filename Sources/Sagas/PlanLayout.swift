import FixedPoint
import TradingModel

/// The legs of a plan after nested plans are flattened and atomic ones merged.
struct PlanLayout: Sendable {
  /// The legs, in the order written.
  var legs: [Leg]

  /// Lays a plan out, or says why it cannot run.
  init(_ plan: Plan) throws(PlanError) {
    legs = []
    for (index, leg) in plan.legs.enumerated() {
      var leg = leg
      if plan.mode == .sequence, leg.after.isEmpty, index > 0 {
        leg.after = [LegDependency(key: plan.legs[index - 1].key, partial: false)]
      }
      try append(leg)
    }
    guard !legs.isEmpty else { throw PlanError("emptyPlan", "the plan has no legs") }
    try checkKeys()
    if plan.mode == .atomic { try mergeAtomic() }
    try checkAcyclic()
  }

  private mutating func append(_ leg: Leg) throws(PlanError) {
    guard case .plan(let inner) = leg.action else {
      legs.append(leg)
      return
    }
    let layout = try PlanLayout(inner)
    var lastKeys: [LegDependency] = []
    for var child in layout.legs {
      child.key = "\(leg.key).\(child.key)"
      child.after = child.after.map {
        LegDependency(key: "\(leg.key).\($0.key)", partial: $0.partial)
      }
      child.action = child.action.mappingReferences { "\(leg.key).\($0)" }
      if case .action(let undo) = child.undo {
        child.undo = .action(undo.mappingReferences { "\(leg.key).\($0)" })
      }
      if child.after.isEmpty { child.after = leg.after }
      lastKeys.append(LegDependency(key: child.key, partial: false))
      legs.append(child)
    }
    nested[leg.key] = lastKeys
  }

  /// For a nested plan's key, the keys that stand for it.
  private var nested: [String: [LegDependency]] = [:]

  private mutating func checkKeys() throws(PlanError) {
    var seen: Set<String> = []
    for index in legs.indices {
      guard seen.insert(legs[index].key).inserted else {
        throw PlanError("duplicateKey", "two legs are called '\(legs[index].key)'")
      }
      legs[index].after = legs[index].after.flatMap { nested[$0.key] ?? [$0] }
    }
    for leg in legs {
      for name in leg.after.map(\.key) + leg.action.referencedLegs where !seen.contains(name) {
        throw PlanError("unknownLeg", "leg '\(leg.key)' refers to '\(name)', which is no leg")
      }
    }
  }

  private mutating func mergeAtomic() throws(PlanError) {
    var merged: OnChainAction?
    var stepOfLeg: [String: Int] = [:]
    for leg in legs {
      guard case .onChain(let action) = leg.action else {
        throw PlanError(
          "atomic", "leg '\(leg.key)' is not on-chain, so it cannot be part of one transaction")
      }
      let offset = merged?.steps.count ?? 0
      let steps = action.steps.map { step in
        var step = step
        if case .reference(let reference) = step.amount, let target = stepOfLeg[reference.leg] {
          step.amount = .reference(LegReference(leg: "@\(target)", field: .received))
        }
        return step
      }
      if merged == nil {
        merged = OnChainAction(chain: action.chain, wallet: action.wallet, steps: [])
      }
      guard merged?.chain == action.chain, merged?.wallet == action.wallet else {
        throw PlanError("atomic", "leg '\(leg.key)' is on another chain or wallet than the first")
      }
      merged?.steps += steps
      stepOfLeg[leg.key] = offset + steps.count - 1
    }
    guard var merged, let first = legs.first else { return }
    merged.isAtomic = true
    legs = [Leg(key: first.key, action: .onChain(merged), undo: .none, deadline: first.deadline)]
  }

  private func checkAcyclic() throws(PlanError) {
    var done: Set<String> = []
    var progress = true
    while progress {
      progress = false
      for leg in legs where !done.contains(leg.key) {
        if leg.after.allSatisfy({ done.contains($0.key) }) {
          done.insert(leg.key)
          progress = true
        }
      }
    }
    guard done.count == legs.count else {
      let stuck = legs.filter { !done.contains($0.key) }.map(\.key).joined(separator: ", ")
      throw PlanError("cycle", "legs wait for each other: \(stuck)")
    }
  }
}
