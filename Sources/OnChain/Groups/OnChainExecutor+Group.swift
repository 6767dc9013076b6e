import ChainTransactions
import FixedPoint
import TradingModel

/// Atomic groups: all steps in one transaction, told by what the chain shows of it.
extension OnChainExecutor {
  /// Carries a group out. Where it fails, only gas was spent, and what was granted for it is taken
  /// back.
  func performGroup(_ transaction: ChainTransaction) async throws -> ChainResult {
    var progress = Progress()
    guard let first = transaction.steps.first else {
      return result(transaction, .refused(reason: "no steps"), progress)
    }
    let start = balances
    var runner = runner(of: first, 0, of: transaction, received: [])
    var failure: CallFailure?
    do {
      try await runner.runGroup(transaction)
    } catch let error as CallFailure {
      failure = error
    } catch {
      failure = .refused("\(error)")
    }
    if case .unknown(let reason) = failure { throw CallFailure.unknown(reason) }
    let receipts = Self.receipts(of: runner, failure)
    if let last = receipts.map(\.blockNumber).max() {
      let gas = progress.pay(receipts)
      do {
        let change = try await change(at: last)
        let events = try await GroupEvents.read(receipts.map(\.hash), place, node)
        let group = GroupChange(change: change, events: events, transaction: transaction)
        progress.movements = try group.movements(gas: gas)
        if failure == nil { progress.received = try group.outputs(gas: gas) }
        adopt(change.after)
      } catch {
        adopt(start)
        throw CallFailure.unknown("carried out, but it could not be read: \(error)")
      }
    }
    switch failure {
    case .refused(let reason)? where progress.gasUsed == 0:
      return result(transaction, .refused(reason: reason), progress)
    case .refused(let reason)?, .reverted(let reason, _)?:
      return result(transaction, .reverted(reason: reason), progress)
    case .cancelled?:
      return result(transaction, .reverted(reason: "given up"), progress)
    case nil, .unknown?: return result(transaction, .confirmed, progress)
    }
  }
}
