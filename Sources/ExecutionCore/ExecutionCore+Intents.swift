import FixedPoint
import Orders
import Portfolio
import RiskControl
import Sagas
import TradingModel

extension ExecutionCore {
  /// Turns an action into an order, transaction or transfer and hands it on, or ends its slot as
  /// denied.
  mutating func begin(_ action: Action, _ assignment: Assignment, _ effects: inout [Effect]) {
    if let unmet = unmetCondition(action, assignment) {
      deny(assignment, unmet, &effects)
      return
    }
    let reason: String
    do {
      switch action {
      case .trade(let trade): reason = try begin(trade, assignment, &effects)
      case .onChain(let onChain): reason = try begin(onChain, assignment, &effects)
      case .transfer(let transfer): reason = try begin(transfer, assignment, &effects)
      case .plan: reason = "a plan inside a leg was not flattened"
      }
    } catch {
      deny(assignment, error.explanation, &effects)
      return
    }
    if !reason.isEmpty { deny(assignment, reason, &effects) }
  }

  private mutating func deny(
    _ assignment: Assignment, _ reason: String, _ effects: inout [Effect]
  ) {
    var part = LegReport(key: "")
    part.status = .denied
    part.reason = reason
    end(assignment, with: part, &effects)
  }

  /// Answers why it was denied; empty when it was sent.
  private mutating func begin(
    _ trade: TradeAction, _ assignment: Assignment, _ effects: inout [Effect]
  ) throws(RouteError) -> String {
    var trade = trade
    let bound = plans[assignment.plan].run.plan.requirements.maximumSlippage
    if let bound, !assignment.isUndo {
      let own = trade.requirements.maximumSlippage ?? bound
      trade.requirements.maximumSlippage = min(own, bound)
    }
    var wanted = try router.request(trade, market: market) { portfolio.amount(of: $0) }
    let leg =
      assignment.isUndo
      ? assignment.target : plans[assignment.plan].run.leg(ofSlot: assignment.target)
    return send(
      &wanted, assignment, leg: leg, attempt: assignment.isUndo ? 1 : 0, &effects)
  }

  private mutating func begin(
    _ action: OnChainAction, _ assignment: Assignment, _ effects: inout [Effect]
  ) throws(RouteError) -> String {
    let id = ActionID(nextAction)
    let transaction = try router.transaction(action, id: id)
    nextAction += 1
    switch gate.approve(transaction, context: chainContext(for: transaction)) {
    case .failure(let denial): return denial.message
    case .success(let approved):
      assignmentOfAction[id] = assignment
      transactions[id] = transaction
      effects.append(.perform(approved))
      return ""
    }
  }

  private mutating func begin(
    _ action: TransferAction, _ assignment: Assignment, _ effects: inout [Effect]
  ) throws(RouteError) -> String {
    let id = ActionID(nextAction)
    let request = try router.transfer(action, id: id) { portfolio.amount(of: $0) }
    nextAction += 1
    switch gate.approve(request, context: transferContext(for: request)) {
    case .failure(let denial): return denial.message
    case .success(let approved):
      assignmentOfAction[id] = assignment
      transfers[id] = TransferProgress(request: request)
      effects.append(.transfer(approved))
      return ""
    }
  }
}
