import BigInt
import FixedPoint

/// Arbitrary-precision arithmetic to compare with, written as plainly as possible.
enum Oracle {
  static let one = BigInt(10).power(18)
  static let wordLimit = BigInt(1) << 256

  /// numerator ÷ denominator as an exact fraction, rounded.
  static func quotient(_ numerator: BigInt, _ denominator: BigInt, _ rounding: Rounding) -> BigInt {
    let isNegative = (numerator < 0) != (denominator < 0)
    let (top, bottom) = (BigInt(numerator.magnitude), BigInt(denominator.magnitude))
    let truncated = top / bottom
    let doubled = (top - truncated * bottom) * 2
    let raise: Bool
    switch rounding {
    case .down: raise = false
    case .up: raise = doubled > 0
    case .floor: raise = doubled > 0 && isNegative
    case .ceiling: raise = doubled > 0 && !isNegative
    case .halfUp: raise = doubled >= bottom
    case .halfEven: raise = doubled > bottom || (doubled == bottom && truncated % 2 == 1)
    }
    let magnitude = truncated + (raise ? 1 : 0)
    return isNegative ? -magnitude : magnitude
  }

  /// nil outside the range of `Decimal18`. Converted by magnitude: BigInt 6.0.1 turns some negative
  /// numbers into `Int128` with an error of 2^64.
  static func decimal(_ mantissa: BigInt) -> Decimal18? {
    if mantissa.magnitude >= BigUInt(1) << 127 { return nil }
    let magnitude = Int128(UInt128(mantissa.magnitude))
    return Decimal18(mantissa: mantissa < 0 ? -magnitude : magnitude)
  }

  /// nil outside the range of `UInt256`.
  static func word(_ value: BigInt) -> UInt256? {
    if value < 0 || value >= wordLimit { return nil }
    return wrapped(value)
  }

  /// The value modulo 2^256.
  static func wrapped(_ value: BigInt) -> UInt256 {
    var reduced = value % wordLimit
    if reduced < 0 { reduced += wordLimit }
    let half = BigInt(1) << 128
    return UInt256(low: UInt128(reduced % half), high: UInt128(reduced / half))
  }

  static func big(_ value: UInt256) -> BigInt { BigInt(value.high) << 128 + BigInt(value.low) }

  static func big(_ value: Decimal18) -> BigInt {
    let magnitude = BigInt(value.mantissa.magnitude)
    return value.isNegative ? -magnitude : magnitude
  }

  static func big(_ value: Int256) -> BigInt {
    value.isNegative ? big(value.bitPattern) - wordLimit : big(value.bitPattern)
  }

  /// nil outside the range of `Int256`.
  static func signedWord(_ value: BigInt) -> Int256? {
    if value >= wordLimit / 2 || value < -wordLimit / 2 { return nil }
    return Int256(bitPattern: wrapped(value))
  }
}
