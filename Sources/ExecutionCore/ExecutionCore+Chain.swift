import FixedPoint
import Portfolio
import Sagas
import TradingModel

extension ExecutionCore {
  mutating func handle(_ result: ChainResult, _ effects: inout [Effect]) {
    guard let transaction = transactions.removeValue(forKey: result.id) else { return }
    var movements = result.movements
    if result.gasPaid.isPositive, let chain = catalog.chain(transaction.chain) {
      let key = PositionKey(venue: transaction.wallet, asset: chain.nativeAsset)
      movements.append(Movement(key: key, amount: -result.gasPaid, cause: .gas))
    }
    if !movements.isEmpty {
      book(&effects) { books, sequence, time throws(PortfolioError) in
        try books.book(movements, sequence: sequence, time: time)
      }
    }
    noteEMode(of: transaction, result)
    guard let assignment = assignmentOfAction[result.id] else { return }
    end(assignment, with: part(of: result, transaction), &effects)
  }

  private mutating func noteEMode(of transaction: ChainTransaction, _ result: ChainResult) {
    guard case .confirmed = result.outcome else { return }
    for step in transaction.steps where step.operation == .setEMode {
      portfolio.setEMode(venue: step.venue, category: step.category ?? 0)
    }
  }

  private func part(of result: ChainResult, _ transaction: ChainTransaction) -> LegReport {
    var part = LegReport(key: "")
    part.reference = "tx \(result.id.raw)"
    part.gasPaid = result.gasPaid
    part.received = result.received.compactMap { $0 }.last?.amount ?? .zero
    if case .exact(let amount)? = transaction.steps.first?.amount { part.filled = amount }
    if part.filled.isZero { part.filled = part.received }
    part.net = part.received.isPositive ? part.received : part.filled
    switch result.outcome {
    case .confirmed: part.status = .done
    case .reverted(let reason):
      part.status = .rejected
      part.reason = "reverted: \(reason)"
      if result.movements.isEmpty { part.clearAmounts() }
    case .refused(let reason):
      part.status = .denied
      part.reason = reason
      part.clearAmounts()
    }
    return part
  }

  mutating func handle(_ update: TransferUpdate, _ effects: inout [Effect]) {
    guard var progress = transfers[update.id], !progress.state.isTerminal else { return }
    let movements = movements(of: update, &progress)
    progress.state = update.state
    transfers[update.id] = progress
    if !movements.isEmpty {
      book(&effects) { books, sequence, time throws(PortfolioError) in
        try books.book(movements, sequence: sequence, time: time)
      }
    }
    guard let assignment = assignmentOfAction[update.id] else { return }
    switch update.state {
    case .credited, .failed, .refunded:
      assignmentOfAction[update.id] = nil
      end(assignment, with: part(of: update, progress.request), &effects)
    case .unknown where !assignment.isUndo:
      plans[assignment.plan].run.slotUnknown(assignment.target, reason: "transfer outcome unknown")
      effects.append(.report(report(of: assignment.plan)))
    default: break
    }
  }

  /// The postings of one step of a transfer: out of the source into transit, out of transit into
  /// the destination or back, with fee and gas.
  private func movements(
    of update: TransferUpdate, _ progress: inout TransferProgress
  ) -> [Movement] {
    let request = progress.request
    let source = catalog.balanceKey(venue: request.source, asset: request.asset)
    let destination = catalog.balanceKey(venue: request.destination, asset: request.asset)
    let transit = PositionKey(
      venue: request.destination, type: .inTransit, asset: request.asset)
    var movements: [Movement] = []
    let isUnderWay = update.state != .failed && update.state != .denied
    if progress.inTransit.isZero, isUnderWay, progress.state == .intent {
      let moved = request.amount - update.fee
      movements.append(Movement(key: source, amount: -moved, cause: .transfer))
      movements.append(Movement(key: transit, amount: moved, cause: .transfer))
      if !update.fee.isZero {
        movements.append(Movement(key: source, amount: -update.fee, cause: .transferFee))
      }
      progress.inTransit = moved
    }
    if update.state == .credited || update.state == .refunded {
      let target = update.state == .credited ? destination : source
      let arrived = update.state == .credited ? update.credited : progress.inTransit
      movements.append(Movement(key: transit, amount: -arrived, cause: .transfer))
      movements.append(Movement(key: target, amount: arrived, cause: .transfer))
      let lost = progress.inTransit - arrived
      if !lost.isZero {
        movements.append(Movement(key: transit, amount: -lost, cause: .transferFee))
      }
      progress.inTransit = .zero
    }
    if update.gasPaid.isPositive, let chain = catalog.chains.first {
      let key = PositionKey(venue: request.source, asset: chain.nativeAsset)
      movements.append(Movement(key: key, amount: -update.gasPaid, cause: .gas))
    }
    return movements
  }

  private func part(of update: TransferUpdate, _ request: TransferRequest) -> LegReport {
    var part = LegReport(key: "")
    part.reference = update.reference
    part.gasPaid = update.gasPaid
    if update.state == .credited {
      part.status = .done
      part.filled = request.amount
      part.net = update.credited
      part.received = update.credited
      if update.fee.isPositive {
        part.fees = [ChainOutput(asset: request.asset, amount: update.fee)]
      }
    } else {
      part.status = .rejected
      part.reason = "the transfer \(update.state.rawValue): \(update.reference)"
    }
    return part
  }
}

extension LegReport {
  /// Forgets amounts of an action that had no effect.
  fileprivate mutating func clearAmounts() {
    filled = .zero
    net = .zero
    received = .zero
  }
}
