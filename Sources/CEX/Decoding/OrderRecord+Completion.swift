import FixedPoint
import TradingModel

extension OrderRecord {
  /// Works the average out of cost and filled, or the cost out of average and filled, where the
  /// venue tells only one; rounded half to even at 1e-18.
  mutating func completeAverage() {
    guard let filled, filled.isPositive else { return }
    if average == nil, let cost, cost.isPositive {
      average = cost.value.divided(by: filled.value, rounding: .halfEven).map { Price($0) }
    }
    if cost == nil, let average {
      cost = average.value.multipliedIfFits(by: filled.value, rounding: .halfEven)
        .map { Money($0) }
    }
  }

  /// Adds a fee to those of the same coin.
  mutating func add(_ fee: FeeRecord) {
    for index in fees.indices where fees[index].currency == fee.currency {
      if let sum = fees[index].cost.value.adding(fee.cost.value) {
        fees[index].cost = Quantity(sum)
      }
      return
    }
    fees.append(fee)
  }
}

extension FillRecord {
  /// Price times amount, rounded half to even at 1e-18.
  func product() -> Money? {
    guard let amount else { return nil }
    return price.value.multipliedIfFits(by: amount.value, rounding: .halfEven).map { Money($0) }
  }
}
