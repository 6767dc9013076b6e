import FixedPoint
import TradingModel

extension Quantity {
  /// Sum that stops at the ends of the range, so that absurd inputs never trap.
  func saturatingAdding(_ other: Quantity) -> Quantity {
    if let sum = adding(other) { return sum }
    let limit = Quantity(.greatestFiniteMagnitude)
    return other.isNegative ? -limit : limit
  }

  /// Difference that stops at the ends of the range.
  func saturatingSubtracting(_ other: Quantity) -> Quantity {
    if other.value.mantissa == .min { return Quantity(.greatestFiniteMagnitude) }
    return saturatingAdding(-other)
  }
}

extension TimeSpan {
  /// This span so many times, saturating.
  func times(_ count: Int) -> TimeSpan {
    let (product, overflow) = nanoseconds.multipliedReportingOverflow(by: Int64(count))
    if !overflow { return TimeSpan(nanoseconds: product) }
    return TimeSpan(nanoseconds: (nanoseconds < 0) != (count < 0) ? .min : .max)
  }
}
