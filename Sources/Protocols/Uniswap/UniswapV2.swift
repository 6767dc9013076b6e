import FixedPoint

/// The constant product with 0.3 % fee (v2-periphery UniswapV2Library.sol). Token units.
public enum UniswapV2 {
  /// What paying `amount` in buys, floored: `getAmountOut`.
  ///
  /// - Throws: `zeroAmount`, `insufficientLiquidity` for an empty reserve, `overflow`.
  public static func amountOut(
    forInput amount: UInt256, reserveIn: UInt256, reserveOut: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    if reserveIn.isZero || reserveOut.isZero { throw .insufficientLiquidity }
    let withFee = try amount.checkedMultiplying(by: 997)
    let denominator = try reserveIn.checkedMultiplying(by: 1_000).checkedAdding(withFee)
    return try UInt256.productOverDivisor(withFee, reserveOut, denominator, rounding: .floor)
  }

  /// What must be paid in to get `amount` out, the contract's floor plus one: `getAmountIn`.
  ///
  /// - Throws: `zeroAmount`, `insufficientLiquidity` where the reserve does not hold more than
  ///   `amount`, `overflow`.
  public static func amountIn(
    forOutput amount: UInt256, reserveIn: UInt256, reserveOut: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    if reserveIn.isZero || reserveOut <= amount { throw .insufficientLiquidity }
    let numerator = try reserveIn.checkedMultiplying(by: amount).checkedMultiplying(by: 1_000)
    let denominator = try (reserveOut &- amount).checkedMultiplying(by: 997)
    return try numerator.checkedDividing(by: denominator, rounding: .floor)
      .checkedAdding(.one)
  }
}
