import FixedPoint
import TradingModel

/// A perpetual position by the average-cost rule: cost is the sum of signed quantity × price, each
/// rounded half-even at 1e-18; a reduction releases cost in proportion, rounded the same way, and
/// realises proceeds minus what was released, so nothing is lost. The portfolio keeps the same
/// rule, so both books agree to the last digit.
struct PerpetualPosition: Hashable, Sendable {
  /// Base units, negative when short.
  var size = Quantity.zero
  /// Signed settle units paid for what is held.
  var cost = Quantity.zero
  /// How it is margined; decided by the order that opens it.
  var mode = MarginMode.cross
  /// Settle units set aside for it when isolated.
  var isolatedMargin = Quantity.zero

  /// What is set aside for it, or nil when nothing is held or it is margined with the others.
  var marginSetAside: Quantity? { mode == .isolated && !size.isZero ? isolatedMargin : nil }

  /// The position after an execution and the PnL it realised, in the settle asset; nil when a
  /// number does not fit.
  func executing(
    _ side: Side, _ quantity: Quantity, at price: Price
  ) -> (next: PerpetualPosition, realised: Quantity)? {
    var next = self
    let signed = side.signed(quantity)
    guard let money = price.timesIfFits(signed, rounding: .halfEven),
      let newSize = size.adding(signed)
    else { return nil }
    let notional = Quantity(money.value)
    next.size = newSize
    if size.isZero || size.signum == signed.signum {
      guard let cost = cost.adding(notional) else { return nil }
      next.cost = cost
      return (next, .zero)
    }
    let closed = min(quantity, size.magnitude)
    guard let released = Self.share(of: cost, closed, size.magnitude),
      let closing = Self.share(of: notional, closed, quantity),
      let left = cost.subtracting(released), let opened = notional.subtracting(closing),
      let newCost = left.adding(opened), let flow = closing.adding(released),
      let margin = Self.share(
        of: isolatedMargin, size.magnitude.saturatingSubtracting(closed), size.magnitude)
    else { return nil }
    next.cost = newCost
    next.isolatedMargin = margin
    return (next, -flow)
  }

  /// PnL of closing all of it at a price, rounded half-even.
  func unrealised(at price: Price) -> Quantity {
    guard let value = price.timesIfFits(size, rounding: .halfEven) else {
      return size.isNegative ? -Quantity(.greatestFiniteMagnitude) : .zero
    }
    return Quantity(value.value).saturatingSubtracting(cost)
  }

  private static func share(
    of amount: Quantity, _ part: Quantity, _ whole: Quantity
  ) -> Quantity? {
    Decimal18.multiplyDivide(amount.value, part.value, whole.value, rounding: .halfEven)
      .map { Quantity($0) }
  }
}
