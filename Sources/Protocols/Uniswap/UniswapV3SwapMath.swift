import FixedPoint

/// One step of a swap (v3-core SwapMath.sol).
public enum UniswapV3SwapMath {
  /// The fee's denominator: fees are hundredths of a basis point.
  public static let feeDenominator: UInt32 = 1_000_000

  /// Moves the price from `current` towards `target` as far as `remaining` allows:
  /// `computeSwapStep`.
  ///
  /// - Parameters:
  ///   - remaining: token units still to pay in (exact input, with fee) or out (exact output).
  ///   - fee: hundredths of a basis point (3,000 is 0.3 %), below 1,000,000.
  /// - Throws: `invalidInput`, `insufficientLiquidity`, `overflow`.
  public static func step(
    current: UInt256, target: UInt256, liquidity: UInt128, remaining: UInt256,
    isExactInput: Bool, fee: UInt32
  ) throws(ProtocolMathError) -> UniswapV3SwapStep {
    if fee >= feeDenominator { throw .invalidInput }
    let zeroForOne = current >= target
    let next = try nextPrice(
      current: current, target: target, liquidity: liquidity, remaining: remaining,
      isExactInput: isExactInput, fee: fee, zeroForOne: zeroForOne)
    let amountIn = try amount(
      ofToken0: zeroForOne, between: next, and: current, liquidity: liquidity,
      rounding: .ceiling)
    let full = try amount(
      ofToken0: !zeroForOne, between: next, and: current, liquidity: liquidity,
      rounding: .floor)
    let amountOut = isExactInput ? full : min(full, remaining)
    let feeAmount: UInt256
    if isExactInput && next != target {
      feeAmount = try remaining.checkedSubtracting(amountIn)
    } else {
      feeAmount = try UInt256.wideProductOverDivisor(
        amountIn, UInt256(UInt64(fee)), UInt256(UInt64(feeDenominator &- fee)),
        rounding: .ceiling)
    }
    return UniswapV3SwapStep(
      squareRootPrice: next, amountIn: amountIn, amountOut: amountOut, feeAmount: feeAmount)
  }

  private static func nextPrice(
    current: UInt256, target: UInt256, liquidity: UInt128, remaining: UInt256,
    isExactInput: Bool, fee: UInt32, zeroForOne: Bool
  ) throws(ProtocolMathError) -> UInt256 {
    if isExactInput {
      let withoutFee = try UInt256.wideProductOverDivisor(
        remaining, UInt256(UInt64(feeDenominator &- fee)), UInt256(UInt64(feeDenominator)),
        rounding: .floor)
      let needed = try amount(
        ofToken0: zeroForOne, between: target, and: current, liquidity: liquidity,
        rounding: .ceiling)
      if withoutFee >= needed { return target }
      return try UniswapV3SquareRootPriceMath.price(
        after: withoutFee, paidInAt: current, liquidity: liquidity, zeroForOne: zeroForOne)
    }
    let available = try amount(
      ofToken0: !zeroForOne, between: target, and: current, liquidity: liquidity,
      rounding: .floor)
    if remaining >= available { return target }
    return try UniswapV3SquareRootPriceMath.price(
      after: remaining, paidOutAt: current, liquidity: liquidity, zeroForOne: zeroForOne)
  }

  private static func amount(
    ofToken0 isToken0: Bool, between first: UInt256, and second: UInt256, liquidity: UInt128,
    rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    isToken0
      ? try UniswapV3SquareRootPriceMath.amount0(
        between: first, and: second, liquidity: liquidity, rounding: rounding)
      : try UniswapV3SquareRootPriceMath.amount1(
        between: first, and: second, liquidity: liquidity, rounding: rounding)
  }
}
