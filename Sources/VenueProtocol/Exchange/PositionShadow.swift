import FixedPoint
import TradingModel

/// Average-cost positions kept beside the exchange, to know what each execution realised.
struct PositionShadow: Sendable {
  private var positions: [Int: (size: Quantity, cost: Quantity)] = [:]

  /// Books an execution and gives the profit it realised.
  mutating func take(_ fill: Fill, feed: Int) -> Quantity {
    let (size, cost) = positions[feed] ?? (.zero, .zero)
    let signed = fill.side.signed(fill.quantity)
    let money = fill.price.timesIfFits(signed, rounding: .halfEven) ?? .zero
    guard let next = size.adding(signed) else { return .zero }
    if size.isZero || size.signum == signed.signum {
      positions[feed] = (next, cost.adding(Quantity(money.value)) ?? cost)
      return .zero
    }
    let closed = min(fill.quantity, size.magnitude)
    let released =
      Decimal18.multiplyDivide(
        cost.value, closed.value, size.magnitude.value, rounding: .halfEven) ?? .zero
    let proceeds =
      Decimal18.multiplyDivide(
        money.value, closed.value, fill.quantity.value, rounding: .halfEven) ?? .zero
    let opened = (money.value).subtracting(proceeds) ?? .zero
    let rest = cost.value.subtracting(released) ?? .zero
    positions[feed] = (
      next, fill.quantity > size.magnitude ? Quantity(opened) : Quantity(rest)
    )
    let realised = Quantity.zero.subtracting(Quantity(proceeds))?.subtracting(Quantity(released))
    return realised ?? .zero
  }
}
