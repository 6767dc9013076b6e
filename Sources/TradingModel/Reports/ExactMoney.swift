import FixedPoint

/// An amount in the reporting currency at scale 1e-36: the exact product of two decimals at
/// 1e-18, so that valuing and attributing never rounds. Two's complement over 256 bits.
@frozen
public struct ExactMoney: Hashable, Sendable {
  /// Low half.
  public var low: UInt128
  /// High half, with the sign.
  public var high: Int128

  /// Wraps the two halves.
  @inlinable
  public init(high: Int128, low: UInt128) {
    self.high = high
    self.low = low
  }

  /// Nothing.
  @inlinable
  public static var zero: ExactMoney { ExactMoney(high: 0, low: 0) }

  /// The exact product of two decimals.
  @inlinable
  public init(_ left: Decimal18, times right: Decimal18) {
    let product = left.exactProduct(right)
    self.init(high: product.high, low: product.low)
  }

  /// A decimal amount, exactly.
  @inlinable
  public init(_ amount: Decimal18) { self.init(amount, times: .one) }

  /// Sum; traps only beyond 2^255 (1e40 currency units).
  @inlinable
  public static func + (left: ExactMoney, right: ExactMoney) -> ExactMoney {
    let (low, carry) = left.low.addingReportingOverflow(right.low)
    return ExactMoney(high: left.high + right.high + (carry ? 1 : 0), low: low)
  }

  /// Difference; traps only beyond 2^255 (1e40 currency units).
  @inlinable
  public static func - (left: ExactMoney, right: ExactMoney) -> ExactMoney {
    let (low, borrow) = left.low.subtractingReportingOverflow(right.low)
    return ExactMoney(high: left.high - right.high - (borrow ? 1 : 0), low: low)
  }

  /// Adds in place.
  @inlinable
  public static func += (left: inout ExactMoney, right: ExactMoney) { left = left + right }

  /// Subtracts in place.
  @inlinable
  public static func -= (left: inout ExactMoney, right: ExactMoney) { left = left - right }

  /// The opposite amount.
  @inlinable
  public static prefix func - (amount: ExactMoney) -> ExactMoney { .zero - amount }

  /// Whether it is exactly nothing.
  @inlinable
  public var isZero: Bool { low == 0 && high == 0 }

  /// Whether it is below nothing.
  @inlinable
  public var isNegative: Bool { high < 0 }
}

extension ExactMoney: Comparable {
  @inlinable
  public static func < (left: ExactMoney, right: ExactMoney) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }
}

extension ExactMoney: CustomStringConvertible {
  /// Every digit: up to 36 decimals, no exponent, no trailing zeros.
  public var description: String {
    let magnitude = isNegative ? -self : self
    let digits = UInt256(low: magnitude.low, high: UInt128(truncatingIfNeeded: magnitude.high))
      .description
    let padded = String(repeating: "0", count: max(0, 37 - digits.count)) + digits
    let whole = padded.dropLast(36)
    var fraction = padded.suffix(36)
    while fraction.last == "0" { fraction.removeLast() }
    return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Rounded to a decimal at 1e-18; nil when it does not fit.
  public func rounded(_ rounding: Rounding) -> Decimal18? {
    let magnitude = isNegative ? -self : self
    return Decimal18(
      exactHigh: UInt128(truncatingIfNeeded: magnitude.high), low: magnitude.low,
      isNegative: isNegative,
      rounding: rounding)
  }
}
