import FixedPoint

/// What a swap does within one range of constant liquidity.
public struct UniswapV3SwapStep: Hashable, Sendable {
  /// Square-root price after the step, Q64.96.
  public var squareRootPrice: UInt256
  /// Paid in without fee, token units.
  public var amountIn: UInt256
  /// Paid out, token units.
  public var amountOut: UInt256
  /// Fee on the input, token units.
  public var feeAmount: UInt256
}
