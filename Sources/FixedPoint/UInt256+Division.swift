extension UInt256 {
  /// Quotient and remainder of a 512-bit numerator whose upper half is below the divisor.
  @inlinable
  static func divide(
    high: UInt256, low: UInt256, by divisor: UInt256
  ) -> (quotient: UInt256, remainder: UInt256) {
    if divisor.high != 0 {
      return QuadLimbDivisor(divisor).divide(high: high, low: low)
    }
    if divisor.low.highLimb != 0 {
      let prepared = DoubleLimbDivisor(divisor.low)
      if high.low == 0 && low.high < divisor.low {
        let parts = prepared.divide(high: low.high, low: low.low)
        return (UInt256(parts.quotient), UInt256(parts.remainder))
      }
      let upper = prepared.divide(high: high.low, low: low.high)
      let lower = prepared.divide(high: upper.remainder, low: low.low)
      return (
        UInt256(low: lower.quotient, high: upper.quotient),
        UInt256(low: lower.remainder, high: 0)
      )
    }
    let prepared = LimbDivisor(divisor.low.lowLimb)
    if high.low == 0 && low.high < divisor.low {
      let parts = prepared.divide(high: low.high.lowLimb, low: low.low)
      return (UInt256(parts.quotient), UInt256(parts.remainder))
    }
    let upper = prepared.divide(high: high.low.lowLimb, low: low.high)
    let lower = prepared.divide(high: upper.remainder, low: low.low)
    return (
      UInt256(low: lower.quotient, high: upper.quotient), UInt256(lower.remainder)
    )
  }

  /// Quotient and remainder; nil when the divisor is zero.
  @inlinable
  public func quotientAndRemainder(
    dividingBy divisor: UInt256
  ) -> (quotient: UInt256, remainder: UInt256)? {
    if divisor.isZero { return nil }
    if self < divisor { return (.zero, self) }
    return UInt256.divide(high: .zero, low: self, by: divisor)
  }

  /// The quotient; traps when the divisor is zero.
  @inlinable
  public static func / (numerator: UInt256, divisor: UInt256) -> UInt256 {
    guard let parts = numerator.quotientAndRemainder(dividingBy: divisor) else {
      preconditionFailure("UInt256 division by zero")
    }
    return parts.quotient
  }

  /// The remainder; traps when the divisor is zero.
  @inlinable
  public static func % (numerator: UInt256, divisor: UInt256) -> UInt256 {
    guard let parts = numerator.quotientAndRemainder(dividingBy: divisor) else {
      preconditionFailure("UInt256 division by zero")
    }
    return parts.remainder
  }

  /// first × second ÷ divisor with a 512-bit product and one rounding at the end; nil when the
  /// divisor is zero or the result exceeds 256 bits.
  @inlinable
  public static func mulDiv(
    _ first: UInt256, _ second: UInt256, _ divisor: UInt256, rounding: Rounding
  ) -> UInt256? {
    let product = first.multipliedFullWidth(by: second)
    if product.high >= divisor { return nil }
    let (quotient, remainder) = divide(high: product.high, low: product.low, by: divisor)
    return quotient.rounded(remainder: remainder, divisor: divisor, rounding: rounding)
  }

  /// A truncated quotient brought to its rounding; nil on overflow.
  @inlinable @inline(__always)
  func rounded(remainder: UInt256, divisor: UInt256, rounding: Rounding) -> UInt256? {
    switch rounding {
    case .down, .floor: return self
    case .up, .ceiling: if remainder.isZero { return self }
    case .halfEven, .halfUp:
      let rest = divisor &- remainder
      if remainder < rest { return self }
      if remainder == rest && rounding == .halfEven && low & 1 == 0 { return self }
    }
    let (raised, overflow) = addingReportingOverflow(.one)
    return overflow ? nil : raised
  }

  /// The square root, rounded down (Newton's iteration from above).
  public func squareRoot() -> UInt256 {
    if isZero { return self }
    var root = UInt256.one << ((significantBits + 1) / 2)
    if significantBits >= 255 { root = UInt256(low: .max, high: 0) }
    while true {
      let next = (root &+ self / root) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
