import FixedPoint
import TradingModel

extension TrackedOrder {
  /// Books an execution once. What filled is never clamped: more than was ordered is an anomaly.
  mutating func book(_ fill: Fill, _ trades: inout TradeLog) -> OrderTransition {
    var transition = OrderTransition(from: state, to: state)
    guard fill.order == order.id, fill.instrument == order.instrument, fill.side == order.side,
      fill.quantity.isPositive, fill.price.isPositive
    else {
      transition.refusal = .fillDoesNotMatch
      return transition
    }
    guard !trades.contains(fill.tradeID, from: latestTrade) else {
      transition.isDuplicateFill = true
      return transition
    }
    guard let sum = filled.adding(fill.quantity),
      let value = fill.price.timesIfFits(fill.quantity, rounding: .halfEven),
      let quote = quoteFilled.adding(value), addFee(fill)
    else {
      transition.refusal = .outOfRange
      return transition
    }
    latestTrade = trades.append(fill.tradeID, to: latestTrade)
    filled = sum
    quoteFilled = quote
    transition.isOverfill = filled > largestQuantity
    settle(&transition)
    return transition
  }

  private mutating func settle(_ transition: inout OrderTransition) {
    switch state {
    case .planned, .denied, .intent, .rejected, .neverSent, .anomaly:
      state = .anomaly
    case .filled, .canceled, .expired, .superseded:
      transition.isLateFill = true
      hasLateFill = true
      if transition.isOverfill { state = .anomaly }
    case .closing:
      state = transition.isOverfill ? .anomaly : closed()
    case .sending, .unknown, .open, .partial, .amending, .canceling:
      if transition.isOverfill {
        state = .anomaly
      } else if filled >= largestQuantity {
        state = .filled
      } else if state != .amending && state != .canceling {
        state = .partial
      }
    }
    if state.isTerminal || state == .anomaly {
      isCancelRequested = false
      requestedQuantity = nil
    }
    transition.to = state
  }

  /// Ends the order by the venue's word, at once when the fills seen sum to it and through
  /// `closing` otherwise.
  mutating func end(_ ending: OrderState, filled sum: Quantity) -> OrderTransition {
    var transition = OrderTransition(from: state, to: state)
    switch state {
    case .planned, .intent, .anomaly: transition.refusal = .illegalMove
    case .denied, .rejected, .neverSent: transition.refusal = .contradictsTerminal
    case .filled, .canceled, .expired, .superseded:
      let agrees = (state == ending || state == .filled) && sum <= filled
      transition.refusal = agrees ? nil : .contradictsTerminal
    case .sending, .unknown, .open, .partial, .amending, .canceling, .closing:
      guard !sum.isNegative else {
        transition.refusal = .outOfRange
        return transition
      }
      transition.isOverfill = sum > largestQuantity
      if closing == nil { closing = ending }
      closingFilled = max(closingFilled, sum)
      if filled > sum { hasLateFill = true }
      state = transition.isOverfill ? .anomaly : closed()
      if state != .closing { requestedQuantity = nil }
      if state.isTerminal { isCancelRequested = false }
      transition.to = state
    }
    return transition
  }

  private mutating func closed() -> OrderState {
    guard filled >= closingFilled else { return .closing }
    if filled > closingFilled { hasLateFill = true }
    return filled == order.quantity ? .filled : closing ?? .closing
  }

  private mutating func addFee(_ fill: Fill) -> Bool {
    guard !fill.fee.isZero else { return true }
    let fee = ChainOutput(asset: fill.feeAsset, amount: fill.fee)
    guard let first = firstFee else {
      firstFee = fee
      return true
    }
    if first.asset == fee.asset {
      guard let sum = first.adding(fee) else { return false }
      firstFee = sum
      return true
    }
    guard let index = furtherFees.firstIndex(where: { $0.asset == fee.asset }) else {
      furtherFees.append(fee)
      return true
    }
    guard let sum = furtherFees[index].adding(fee) else { return false }
    furtherFees[index] = sum
    return true
  }
}

extension ChainOutput {
  /// The sum of two amounts of one asset; nil beyond the range.
  fileprivate func adding(_ other: ChainOutput) -> ChainOutput? {
    amount.adding(other.amount).map { ChainOutput(asset: asset, amount: $0) }
  }
}
