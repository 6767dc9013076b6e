import FixedPoint
import Protocols
import TradingModel

extension SimulatedChain {
  /// Carries a transaction out and returns its result and the time from now until it is told.
  ///
  /// An atomic transaction that fails leaves everything but the gas as it was; otherwise each step
  /// is a transaction of its own and the steps before the failing one stand.
  mutating func perform(
    _ transaction: ChainTransaction, at now: Timestamp
  ) -> (result: ChainResult, delay: TimeSpan) {
    let instant = TimeSpan(nanoseconds: 0)
    let profile: ChainProfile
    let wallet: Int
    do {
      (profile, wallet) = try check(transaction)
    } catch {
      return (refusal(transaction, error.reason), instant)
    }
    let delay = profile.blockTime.times(max(1, profile.confirmations))
    var context = StepContext(wallet: wallet, chain: profile, now: now)
    let result =
      transaction.isAtomic
      ? performAtomically(transaction, &context) : performStepwise(transaction, &context)
    if case .refused = result.outcome { return (result, instant) }
    wallets[wallet].toldUntil = max(wallets[wallet].toldUntil, now.advanced(by: delay))
    return (result, delay)
  }

  private func refusal(_ transaction: ChainTransaction, _ reason: String) -> ChainResult {
    ChainResult(
      id: transaction.id, outcome: .refused(reason: reason), movements: [], received: [],
      gasUsed: 0, gasPaid: .zero)
  }

  private func check(
    _ transaction: ChainTransaction
  ) throws(SimulatedRevert) -> (ChainProfile, Int) {
    guard let profile = catalog.chain(transaction.chain) else {
      throw SimulatedRevert("unknown chain")
    }
    guard let wallet = walletIndex(transaction.wallet) else {
      throw SimulatedRevert("unknown wallet")
    }
    if transaction.steps.isEmpty { throw SimulatedRevert("no steps") }
    guard let price = gasPrices[profile.chain.index] else {
      throw SimulatedRevert("gas price unknown")
    }
    if let cap = transaction.maximumFeePerGas, price > cap {
      throw SimulatedRevert("gas price above the cap")
    }
    for step in transaction.steps {
      if profile.gasUnits[step.operation] == nil {
        throw SimulatedRevert("gas units of \(step.operation.rawValue) unknown")
      }
      if step.operation == .flash, !transaction.isAtomic {
        throw SimulatedRevert("a flash loan needs an atomic transaction")
      }
      let assets = [step.token] + (step.receive.map { [$0] } ?? [])
      if assets.contains(where: { !catalog.assets.indices.contains($0.index) }) {
        throw SimulatedRevert("unknown asset")
      }
    }
    return (profile, wallet)
  }

  private mutating func performAtomically(
    _ transaction: ChainTransaction, _ context: inout StepContext
  ) -> ChainResult {
    var units: UInt64 = 0
    for step in transaction.steps {
      units = Self.sum(units, context.chain.gasUnits[step.operation] ?? 0)
    }
    let paid: Quantity
    do {
      paid = try payGas(context.wallet, chain: context.chain, units: units)
    } catch {
      return refusal(transaction, error.reason)
    }
    let saved = wallets
    do {
      for (index, step) in transaction.steps.enumerated() {
        try run(step, index: index, &context)
      }
      try repayLoans(&context)
      try requireHealth(transaction.minimumHealthFactor, wallet: context.wallet)
    } catch {
      wallets = saved
      return ChainResult(
        id: transaction.id, outcome: .reverted(reason: error.reason), movements: [],
        received: Array(repeating: nil, count: transaction.steps.count), gasUsed: units,
        gasPaid: paid)
    }
    return ChainResult(
      id: transaction.id, outcome: .confirmed, movements: context.movements,
      received: context.received, gasUsed: units, gasPaid: paid)
  }

  private mutating func performStepwise(
    _ transaction: ChainTransaction, _ context: inout StepContext
  ) -> ChainResult {
    var units: UInt64 = 0
    var paid = Quantity.zero
    var outcome = ChainResult.Outcome.confirmed
    for (index, step) in transaction.steps.enumerated() {
      let count = context.chain.gasUnits[step.operation] ?? 0
      do {
        let cost = try payGas(context.wallet, chain: context.chain, units: count)
        paid = paid.saturatingAdding(cost)
        units = Self.sum(units, count)
      } catch {
        if index == 0 { return refusal(transaction, error.reason) }
        outcome = .reverted(reason: "step \(index): \(error.reason)")
        break
      }
      let saved = wallets
      let before = context
      do {
        try run(step, index: index, &context)
        if index == transaction.steps.count - 1 {
          try requireHealth(transaction.minimumHealthFactor, wallet: context.wallet)
        }
      } catch {
        wallets = saved
        context = before
        outcome = .reverted(reason: "step \(index): \(error.reason)")
        break
      }
    }
    let missing = transaction.steps.count - context.received.count
    return ChainResult(
      id: transaction.id, outcome: outcome, movements: context.movements,
      received: context.received + Array(repeating: nil, count: max(0, missing)),
      gasUsed: units, gasPaid: paid)
  }

  /// Every loan is repaid with its premium from the wallet, or the group reverts.
  private mutating func repayLoans(_ context: inout StepContext) throws(SimulatedRevert) {
    for loan in context.loans {
      let (due, overflow) = loan.amount.addingReportingOverflow(loan.premium)
      if overflow { throw SimulatedRevert("flash loan too large") }
      if wallets[context.wallet].balances[loan.asset.index] < due {
        throw SimulatedRevert("flash loan of \(catalog[loan.asset].symbol) not repaid")
      }
      try take(loan.asset, loan.amount, .conversion, &context)
      try take(loan.asset, loan.premium, .fee, &context)
    }
  }

  private func requireHealth(_ minimum: Rate?, wallet: Int) throws(SimulatedRevert) {
    guard let minimum else { return }
    guard let least = UInt256(minimum.value, decimals: 18, rounding: .up) else { return }
    for venue in lendingVenues {
      guard let data = try health(wallet: wallet, venue: venue) else { continue }
      if data.healthFactor < least { throw SimulatedRevert("health factor below the minimum") }
    }
  }

  /// The lending venues, ascending.
  var lendingVenues: [VenueID] {
    catalog.venues.filter { $0.kind == .lending }.map(\.id)
  }

  private static func sum(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? .max : sum
  }
}
