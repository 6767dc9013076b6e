import FixedPoint

/// What a whole swap does to a pool.
public struct UniswapV3Swap: Hashable, Sendable {
  /// Paid in with fee, token units.
  public var amountIn: UInt256
  /// Paid out, token units.
  public var amountOut: UInt256
  /// Fee within `amountIn`, token units.
  public var feeAmount: UInt256
  /// Square-root price after, Q64.96.
  public var squareRootPrice: UInt256
  /// Tick after.
  public var tick: Int
  /// Liquidity in range after.
  public var liquidity: UInt128
  /// Initialised ticks crossed.
  public var ticksCrossed: Int
}
