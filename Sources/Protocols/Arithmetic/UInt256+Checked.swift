import FixedPoint

/// Solidity 0.8 checked arithmetic: what reverts on chain throws here.
extension UInt256 {
  func checkedAdding(_ other: UInt256) throws(ProtocolMathError) -> UInt256 {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .overflow }
    return sum
  }

  func checkedSubtracting(_ other: UInt256) throws(ProtocolMathError) -> UInt256 {
    if self < other { throw .underflow }
    return self &- other
  }

  func checkedMultiplying(by other: UInt256) throws(ProtocolMathError) -> UInt256 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    if overflow { throw .overflow }
    return product
  }

  func checkedDividing(
    by divisor: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    guard let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor) else {
      throw .divisionByZero
    }
    if remainder.isZero { return quotient }
    let goesUp: Bool
    switch rounding {
    case .down, .floor: goesUp = false
    case .up, .ceiling: goesUp = true
    case .halfUp: goesUp = remainder >= divisor &- remainder
    case .halfEven:
      let rest = divisor &- remainder
      goesUp = remainder > rest || (remainder == rest && quotient.low & 1 == 1)
    }
    return goesUp ? try quotient.checkedAdding(.one) : quotient
  }

  /// `first * second / divisor` where the product must fit 256 bits, as in plain Solidity.
  static func productOverDivisor(
    _ first: UInt256, _ second: UInt256, _ divisor: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    if divisor.isZero { throw .divisionByZero }
    return try first.checkedMultiplying(by: second)
      .checkedDividing(by: divisor, rounding: rounding)
  }

  /// `first * second / divisor` over a 512-bit product, as in OpenZeppelin's `Math.mulDiv`.
  static func wideProductOverDivisor(
    _ first: UInt256, _ second: UInt256, _ divisor: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    if divisor.isZero { throw .divisionByZero }
    guard let result = mulDiv(first, second, divisor, rounding: rounding) else {
      throw .overflow
    }
    return result
  }

  static func tokenUnit(decimals: Int) throws(ProtocolMathError) -> UInt256 {
    guard let unit = powerOfTen(decimals) else { throw .invalidInput }
    return unit
  }

  /// Refuses what the contract stores in 128 bits and would not fit.
  func checkedWithin128Bits() throws(ProtocolMathError) -> UInt256 {
    if high != 0 { throw .overflow }
    return self
  }
}
