import FixedPoint
import TradingModel

extension Action {
  /// Keys of the legs this action takes quantities from.
  var referencedLegs: [String] {
    amounts.compactMap { amount in
      if case .reference(let reference) = amount, !reference.leg.hasPrefix("@") {
        return reference.leg
      }
      return nil
    }
  }

  private var amounts: [AmountExpression] {
    switch self {
    case .trade(let trade): [trade.quantity]
    case .transfer(let transfer): [transfer.amount]
    case .onChain(let action): action.steps.map(\.amount)
    case .plan: []
    }
  }

  /// The action with every leg name changed.
  func mappingReferences(_ rename: (String) -> String) -> Action {
    mappingAmounts { amount in
      guard case .reference(let reference) = amount, !reference.leg.hasPrefix("@") else {
        return amount
      }
      return .reference(LegReference(leg: rename(reference.leg), field: reference.field))
    }
  }

  /// The action with every quantity changed.
  func mappingAmounts(_ change: (AmountExpression) -> AmountExpression) -> Action {
    switch self {
    case .trade(var trade):
      trade.quantity = change(trade.quantity)
      return .trade(trade)
    case .transfer(var transfer):
      transfer.amount = change(transfer.amount)
      return .transfer(transfer)
    case .onChain(var action):
      for index in action.steps.indices {
        action.steps[index].amount = change(action.steps[index].amount)
      }
      return .onChain(action)
    case .plan: return self
    }
  }
}
