import FixedPoint

/// Products and sums of risk figures that saturate instead of trapping.
enum RiskArithmetic {
  /// A share (a fraction up to one) of a value, rounded down; zero when it does not fit.
  static func share(_ value: Decimal18, _ fraction: Rate) -> Decimal18 {
    value.multipliedIfFits(by: min(fraction.value, .one), rounding: .down) ?? .zero
  }

  /// A sum, held at the greatest number.
  static func sum(_ left: Decimal18, _ right: Decimal18) -> Decimal18 {
    left.adding(right) ?? Decimal18(mantissa: .max)
  }
}
