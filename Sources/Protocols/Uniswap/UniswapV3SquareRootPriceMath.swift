import FixedPoint

/// Amounts between two prices, and prices after an amount (v3-core SqrtPriceMath.sol).
///
/// Prices are Q64.96 square roots, liquidity is the pool's unit, amounts are token units.
public enum UniswapV3SquareRootPriceMath {
  /// One as a Q64.96: 2^96.
  public static var q96: UInt256 { 79_228_162_514_264_337_593_543_950_336 }
  private static let priceBits = 160

  /// Token0 between two prices at `liquidity`: `getAmount0Delta`; `.ceiling` when paid in.
  ///
  /// - Throws: `invalidInput` for a price of zero; `overflow`.
  public static func amount0(
    between first: UInt256, and second: UInt256, liquidity: UInt128, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    let lower = min(first, second)
    let upper = max(first, second)
    if lower.isZero { throw .invalidInput }
    return try UInt256.wideProductOverDivisor(
      UInt256(liquidity) << 96, upper &- lower, upper, rounding: rounding
    )
    .checkedDividing(by: lower, rounding: rounding)
  }

  /// Token1 between two prices at `liquidity`: `getAmount1Delta`; `.ceiling` when paid in.
  ///
  /// - Throws: `overflow`.
  public static func amount1(
    between first: UInt256, and second: UInt256, liquidity: UInt128, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.wideProductOverDivisor(
      UInt256(liquidity), max(first, second) &- min(first, second), q96, rounding: rounding)
  }

  /// The price after paying `amount` in: `getNextSqrtPriceFromInput`.
  ///
  /// - Throws: `invalidInput` for a price or liquidity of zero; `overflow`.
  public static func price(
    after amount: UInt256, paidInAt price: UInt256, liquidity: UInt128, zeroForOne: Bool
  ) throws(ProtocolMathError) -> UInt256 {
    if price.isZero || liquidity == 0 { throw .invalidInput }
    return zeroForOne
      ? try adding0(amount, to: price, liquidity: liquidity)
      : try adding1(amount, to: price, liquidity: liquidity)
  }

  /// The price after paying `amount` out: `getNextSqrtPriceFromOutput`.
  ///
  /// - Throws: `invalidInput` for a price or liquidity of zero; `insufficientLiquidity` if the
  ///   pool cannot pay it; `overflow`.
  public static func price(
    after amount: UInt256, paidOutAt price: UInt256, liquidity: UInt128, zeroForOne: Bool
  ) throws(ProtocolMathError) -> UInt256 {
    if price.isZero || liquidity == 0 { throw .invalidInput }
    return zeroForOne
      ? try removing1(amount, from: price, liquidity: liquidity)
      : try removing0(amount, from: price, liquidity: liquidity)
  }

  private static func adding0(
    _ amount: UInt256, to price: UInt256, liquidity: UInt128
  ) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { return price }
    let numerator = UInt256(liquidity) << 96
    let (product, productOverflow) = amount.multipliedReportingOverflow(by: price)
    let (denominator, sumOverflow) = numerator.addingReportingOverflow(product)
    if !productOverflow && !sumOverflow {
      return try UInt256.wideProductOverDivisor(
        numerator, price, denominator, rounding: .ceiling)
    }
    // The contract's less exact form, used where the product does not fit.
    let divisor = try numerator.checkedDividing(by: price, rounding: .floor)
      .checkedAdding(amount)
    return try numerator.checkedDividing(by: divisor, rounding: .ceiling)
  }

  private static func removing0(
    _ amount: UInt256, from price: UInt256, liquidity: UInt128
  ) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { return price }
    let numerator = UInt256(liquidity) << 96
    let (product, overflow) = amount.multipliedReportingOverflow(by: price)
    if overflow || numerator <= product { throw .insufficientLiquidity }
    return try within160Bits(
      UInt256.wideProductOverDivisor(
        numerator, price, numerator &- product, rounding: .ceiling))
  }

  private static func adding1(
    _ amount: UInt256, to price: UInt256, liquidity: UInt128
  ) throws(ProtocolMathError) -> UInt256 {
    let quotient = try UInt256.wideProductOverDivisor(
      amount, q96, UInt256(liquidity), rounding: .floor)
    return try within160Bits(price.checkedAdding(quotient))
  }

  private static func removing1(
    _ amount: UInt256, from price: UInt256, liquidity: UInt128
  ) throws(ProtocolMathError) -> UInt256 {
    let quotient = try UInt256.wideProductOverDivisor(
      amount, q96, UInt256(liquidity), rounding: .ceiling)
    if price <= quotient { throw .insufficientLiquidity }
    return price &- quotient
  }

  private static func within160Bits(_ value: UInt256) throws(ProtocolMathError) -> UInt256 {
    if value.significantBits > priceBits { throw .overflow }
    return value
  }
}
