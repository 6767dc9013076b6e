import FixedPoint
import Orders
import Portfolio
import RiskControl
import Sagas
import TradingModel

extension ExecutionCore {
  /// Takes an instruction up. The same id with the same body answers with how it stands; with
  /// another body it is refused.
  mutating func take(_ instruction: Instruction, _ effects: inout [Effect]) {
    if let known = planOfInstruction[instruction.id] {
      let first = plans[known].run.instruction
      // Instructions made in code have no digest, and are compared themselves.
      let same =
        first.bodyDigest == instruction.bodyDigest
        && (!first.bodyDigest.isEmpty || first.action == instruction.action)
      var answer = report(of: known)
      if !same {
        answer.status = .denied
        answer.reason = "id '\(instruction.id)' was used before with another body"
      }
      effects.append(.report(answer))
      return
    }
    do {
      try router.check(instruction.action)
    } catch {
      return refuse(instruction, "at \(error.path): \(error.explanation)", &effects)
    }
    do {
      let run = try PlanRun(instruction)
      let index = plans.count
      planOfInstruction[instruction.id] = index
      plans.append(
        PlanEntry(
          run: run, costAtStart: cost(),
          netDeltaAtStart: netDelta(limitedBy: run)))
      if let deadline = run.plan.deadline {
        effects.append(
          .schedule(
            TimerID(.planDeadline, subject: UInt64(index)), at: time.advanced(by: deadline)))
      }
      follow(plans[index].run.begin(), index, &effects)
      effects.append(.report(report(of: index)))
    } catch {
      refuse(instruction, error.message, &effects)
    }
  }

  /// Tells that an instruction was not taken up. Its id stays free.
  private func refuse(
    _ instruction: Instruction, _ reason: String, _ effects: inout [Effect]
  ) {
    effects.append(
      .report(
        ExecutionReport(
          instruction: instruction.id, status: .denied, legs: [LegReport(key: "")],
          reason: reason, sequence: sequence, time: time)))
  }

  /// Carries out what a plan asks for, and what follows from that, until it waits.
  mutating func follow(
    _ directives: [PlanDirective], _ plan: Int, _ effects: inout [Effect]
  ) {
    for directive in directives {
      switch directive {
      case .start(let slot, let action):
        begin(action, Assignment(plan: plan, target: slot, isUndo: false), &effects)
      case .undo(let leg, let action):
        begin(action, Assignment(plan: plan, target: leg, isUndo: true), &effects)
      case .finish: break
      }
    }
  }

  /// Takes the end of a slot or compensation into its plan.
  mutating func end(_ assignment: Assignment, with part: LegReport, _ effects: inout [Effect]) {
    let plan = assignment.plan
    if assignment.isUndo {
      follow(plans[plan].run.undoEnded(leg: assignment.target, part: part), plan, &effects)
    } else {
      let unmet = unmetRequirement(plan, after: assignment.target)
      let directives = plans[plan].run.slotEnded(assignment.target, adding: part, unmet: unmet)
      follow(directives, plan, &effects)
    }
    effects.append(.report(report(of: plan)))
  }

  /// How a plan stands.
  func report(of plan: Int) -> ExecutionReport {
    let run = plans[plan].run
    return ExecutionReport(
      instruction: run.instruction.id, status: run.status, legs: run.reports, reason: run.reason,
      sequence: sequence, time: time)
  }

  /// Fees, gas, slippage and transfer costs so far, positive.
  func cost() -> ExactMoney {
    let statement = portfolio.statement()
    let sum =
      statement[.fees] + statement[.gas] + statement[.slippage] + statement[.transferCosts]
    return -sum
  }

  private func netDelta(limitedBy run: PlanRun) -> Quantity {
    let own = run.legs.lazy.compactMap { $0.action.requirements?.netDeltaMax }.first
    guard let limit = run.plan.requirements.netDeltaMax ?? own,
      let asset = catalog.asset(named: limit.asset)
    else { return .zero }
    return positionUpdate().exposure.netDelta(of: catalog.underlying(of: asset.id))
  }

  /// The plan's first condition that does not hold after a slot, else the slot's own.
  private func unmetRequirement(_ plan: Int, after slot: Int) -> String? {
    let run = plans[plan].run
    let leg = run.legs[run.leg(ofSlot: slot)].action
    let lasting = [
      run.plan.requirements.lasting, (leg.requirements ?? Requirements()).lasting,
    ]
    guard lasting.contains(where: { !$0.isEmpty }) else { return nil }
    let update = positionUpdate()
    var measures = RequirementsCheck.Measures()
    measures.cost = costFraction(plan)
    measures.netDeltaAtStart = plans[plan].netDeltaAtStart
    let ratio = update.risk.margin.compactMap(\.marginRatio).min()
    // Without equity there is no leverage that any limit allows.
    measures.leverage =
      ratio.map { ratio in
        ratio.isPositive
          ? Rate(1).value.divided(by: ratio.value, rounding: .up).map { Rate($0) } : nil
      } ?? .zero
    for requirements in lasting where !requirements.isEmpty {
      let denial = RequirementsCheck.denial(
        requirements, update: update, catalog: catalog, measures: measures)
      guard let denial else { continue }
      let key = run.legs[run.leg(ofSlot: slot)].key
      return key.isEmpty ? denial.message : "after leg '\(key)': \(denial.message)"
    }
    return nil
  }

  /// Cost so far over the value traded so far; zero before anything was traded.
  private func costFraction(_ plan: Int) -> Rate? {
    guard !plans[plan].notional.isZero else { return .zero }
    guard let spent = (cost() - plans[plan].costAtStart).rounded(.up),
      let traded = plans[plan].notional.rounded(.down)
    else { return nil }
    return spent.divided(by: traded, rounding: .up).map { Rate($0) }
  }
}
