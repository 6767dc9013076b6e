import FixedPoint
import TradingModel

extension TrackedOrder {
  mutating func requestAmend(_ quantity: Quantity) -> OrderTransition {
    guard state == .open || state == .partial else {
      return OrderTransition(from: state, to: state, refusal: .illegalMove)
    }
    guard quantity.isPositive else {
      return OrderTransition(from: state, to: state, refusal: .outOfRange)
    }
    let transition = OrderTransition(from: state, to: .amending)
    state = .amending
    requestedQuantity = quantity
    return transition
  }

  /// The venue's word on quantity and price holds wherever the order works; below what has filled
  /// it is an overfill.
  mutating func amend(_ quantity: Quantity, _ price: Price?) -> OrderTransition {
    guard quantity.isPositive else {
      return OrderTransition(from: state, to: state, refusal: .outOfRange)
    }
    var transition = OrderTransition(from: state, to: state)
    switch state {
    case .open, .partial, .amending, .canceling, .unknown: break
    case .filled, .canceled, .expired, .superseded, .closing:
      let isKnown = quantity == order.quantity
      transition.refusal = isKnown ? nil : state.isTerminal ? .contradictsTerminal : .illegalMove
      return transition
    default:
      transition.refusal = state.isTerminal ? .contradictsTerminal : .illegalMove
      return transition
    }
    order.quantity = quantity
    if let price { order.price = price }
    requestedQuantity = nil
    transition.isOverfill = filled > quantity
    if transition.isOverfill {
      state = .anomaly
    } else if filled == quantity {
      state = .filled
    } else if state != .canceling {
      state = workingState
    }
    transition.to = state
    return transition
  }
}
