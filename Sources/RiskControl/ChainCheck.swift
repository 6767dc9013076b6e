import FixedPoint
import TradingModel

/// The hard limits on chain transactions.
enum ChainCheck {
  /// Operations that cannot add exposure or move funds away.
  static func isReducing(_ transaction: ChainTransaction) -> Bool {
    transaction.steps.allSatisfy {
      $0.operation == .repay || $0.operation == .revoke || $0.operation == .claim
    }
  }

  /// The first limit a transaction passes, or nil.
  static func denial(
    _ transaction: ChainTransaction, _ context: ChainContext, _ limits: RiskLimits
  ) -> Denial? {
    guard !transaction.steps.isEmpty else { return .outOfRange("steps") }
    for (index, step) in transaction.steps.enumerated() {
      if let venues = limits.allowedVenues, !venues.contains(step.venue) {
        return .notAllowed("venue \(step.venue)")
      }
      if case .exact(let amount) = step.amount, amount.isNegative { return .outOfRange("amount") }
      if step.operation == .approve, step.amount == .max, !limits.allowsUnlimitedApprovals {
        return .notAllowed("an unlimited allowance")
      }
      if let denial = notionalDenial(step, index, context, limits) { return denial }
    }
    return feeDenial(transaction, context, limits)
      ?? healthDenial(transaction, context, limits)
  }

  private static func notionalDenial(
    _ step: ChainStep, _ index: Int, _ context: ChainContext, _ limits: RiskLimits
  ) -> Denial? {
    guard let limit = limits.maximumTransactionNotional, movesValue(step.operation) else {
      return nil
    }
    guard index < context.stepNotionals.count, let worth = context.stepNotionals[index] else {
      return .missingPrice("the value of step \(index + 1)")
    }
    return worth > limit ? OrderCheck.over("maximumTransactionNotional", worth, limit) : nil
  }

  private static func movesValue(_ operation: ChainOperation) -> Bool {
    switch operation {
    case .revoke, .setEMode, .setCollateral, .claim: false
    default: true
    }
  }

  private static func feeDenial(
    _ transaction: ChainTransaction, _ context: ChainContext, _ limits: RiskLimits
  ) -> Denial? {
    guard
      let limit = [transaction.maximumFeePerGas, limits.maximumFeePerGas]
        .compactMap({ $0 }).min()
    else { return nil }
    guard let fee = context.feePerGas else { return .missingPrice("the price of gas") }
    return fee > limit ? OrderCheck.over("maximumFeePerGas", fee, limit) : nil
  }

  private static func healthDenial(
    _ transaction: ChainTransaction, _ context: ChainContext, _ limits: RiskLimits
  ) -> Denial? {
    let own = context.assertsHealthFactor ? nil : transaction.minimumHealthFactor
    guard
      let limit = [own, limits.minimumHealthFactor]
        .compactMap({ $0 }).max(), !context.isDebtFree
    else { return nil }
    guard let health = context.healthFactorAfter, health >= limit else {
      return .requirement(
        name: "healthFactorMin", value: context.healthFactorAfter?.value, limit: limit.value)
    }
    return nil
  }
}
