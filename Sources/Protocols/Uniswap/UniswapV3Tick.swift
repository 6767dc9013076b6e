/// An initialised tick of a pool.
public struct UniswapV3Tick: Hashable, Sendable {
  /// The tick, a multiple of the pool's spacing.
  public var index: Int
  /// Liquidity that joins when the price rises through it, and leaves when it falls.
  public var liquidityNet: Int128

  /// A tick and its net liquidity.
  public init(index: Int, liquidityNet: Int128) {
    self.index = index
    self.liquidityNet = liquidityNet
  }
}
