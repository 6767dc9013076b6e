import FixedPoint

/// A Uniswap v3 pool as a value: price, liquidity in range and every initialised tick.
///
/// Swaps walk the tick bitmap word by word as the contract does, because each stop rounds
/// (v3-core UniswapV3Pool.sol, TickBitmap.sol).
public struct UniswapV3Pool: Hashable, Sendable {
  /// Fee in hundredths of a basis point (500, 3,000, ...).
  public let fee: UInt32
  /// Ticks that may be initialised are multiples of this.
  public let tickSpacing: Int
  /// Square-root price, Q64.96.
  public private(set) var squareRootPrice: UInt256
  /// The current tick.
  public private(set) var tick: Int
  /// Liquidity in range.
  public private(set) var liquidity: UInt128
  /// Initialised ticks, ascending.
  public let ticks: [UniswapV3Tick]

  /// A pool by its state as read from `slot0`, `liquidity` and `ticks`.
  ///
  /// - Throws: `invalidInput` for a fee, spacing or price out of range, a tick that is not the
  ///   price's, ticks out of order or off the spacing.
  public init(
    fee: UInt32, tickSpacing: Int, squareRootPrice: UInt256, tick: Int, liquidity: UInt128,
    ticks: [UniswapV3Tick]
  ) throws(ProtocolMathError) {
    let range = UniswapV3TickMath.minimumTick...UniswapV3TickMath.maximumTick
    guard fee < UniswapV3SwapMath.feeDenominator, tickSpacing > 0, tickSpacing <= 16_384,
      squareRootPrice >= UniswapV3TickMath.minimumSquareRootPrice,
      squareRootPrice < UniswapV3TickMath.maximumSquareRootPrice, range.contains(tick)
    else { throw .invalidInput }
    // Standing exactly on a tick after falling through it, the pool counts itself below.
    let expected = try UniswapV3TickMath.tick(atSquareRootPrice: squareRootPrice)
    if tick != expected {
      let boundary = try UniswapV3TickMath.squareRootPrice(atTick: expected)
      if tick != expected - 1 || boundary != squareRootPrice { throw .invalidInput }
    }
    for (position, item) in ticks.enumerated() {
      guard range.contains(item.index), item.index % tickSpacing == 0,
        position == 0 || ticks[position - 1].index < item.index
      else { throw .invalidInput }
    }
    self.fee = fee
    self.tickSpacing = tickSpacing
    self.squareRootPrice = squareRootPrice
    self.tick = tick
    self.liquidity = liquidity
    self.ticks = ticks
  }

  /// What a swap would do: the arithmetic behind `QuoterV2`.
  ///
  /// - Parameters:
  ///   - amount: token units in (with fee) or out.
  ///   - zeroForOne: whether token0 is paid in, so that the price falls.
  ///   - limit: square-root price to stop at, Q64.96; nil is the end of the range. A swap that
  ///     meets its limit is partial.
  /// - Throws: `zeroAmount`; `invalidInput` for a limit on the wrong side of the price;
  ///   `insufficientLiquidity`, `overflow`, `underflow`.
  public func quote(
    amount: UInt256, isExactInput: Bool, zeroForOne: Bool, limit: UInt256? = nil
  ) throws(ProtocolMathError) -> UniswapV3Swap {
    if amount.isZero { throw .zeroAmount }
    if amount.high >> 127 != 0 { throw .overflow }
    let end =
      limit
      ?? (zeroForOne
        ? UniswapV3TickMath.minimumSquareRootPrice &+ .one
        : UniswapV3TickMath.maximumSquareRootPrice &- .one)
    let isValid =
      zeroForOne
      ? end < squareRootPrice && end > UniswapV3TickMath.minimumSquareRootPrice
      : end > squareRootPrice && end < UniswapV3TickMath.maximumSquareRootPrice
    if !isValid { throw .invalidInput }
    var swap = UniswapV3Swap(
      amountIn: .zero, amountOut: .zero, feeAmount: .zero, squareRootPrice: squareRootPrice,
      tick: tick, liquidity: liquidity, ticksCrossed: 0)
    var remaining = amount
    while !remaining.isZero && swap.squareRootPrice != end {
      remaining = try advance(
        &swap, remaining: remaining, isExactInput: isExactInput, zeroForOne: zeroForOne, end: end)
    }
    return swap
  }

  /// Swaps, and leaves the pool at the new price.
  ///
  /// - Throws: as `quote`; the pool is then unchanged.
  public mutating func swap(
    amount: UInt256, isExactInput: Bool, zeroForOne: Bool, limit: UInt256? = nil
  ) throws(ProtocolMathError) -> UniswapV3Swap {
    let result = try quote(
      amount: amount, isExactInput: isExactInput, zeroForOne: zeroForOne, limit: limit)
    squareRootPrice = result.squareRootPrice
    tick = result.tick
    liquidity = result.liquidity
    return result
  }

  /// One step to the next stop of the bitmap; returns what remains.
  private func advance(
    _ swap: inout UniswapV3Swap, remaining: UInt256, isExactInput: Bool, zeroForOne: Bool,
    end: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    let start = swap.squareRootPrice
    let stop = nextStop(from: swap.tick, zeroForOne: zeroForOne)
    let stopPrice = try UniswapV3TickMath.squareRootPrice(atTick: stop.tick)
    let step = try UniswapV3SwapMath.step(
      current: start, target: zeroForOne ? max(stopPrice, end) : min(stopPrice, end),
      liquidity: swap.liquidity, remaining: remaining, isExactInput: isExactInput, fee: fee)
    let paid = try step.amountIn.checkedAdding(step.feeAmount)
    swap.squareRootPrice = step.squareRootPrice
    swap.amountIn = try swap.amountIn.checkedAdding(paid)
    swap.amountOut = try swap.amountOut.checkedAdding(step.amountOut)
    swap.feeAmount = try swap.feeAmount.checkedAdding(step.feeAmount)
    if step.squareRootPrice == stopPrice {
      if let net = stop.liquidityNet {
        swap.liquidity = try Self.adding(net, to: swap.liquidity, isFalling: zeroForOne)
        swap.ticksCrossed += 1
      }
      swap.tick = zeroForOne ? stop.tick - 1 : stop.tick
    } else if step.squareRootPrice != start {
      swap.tick = try UniswapV3TickMath.tick(atSquareRootPrice: step.squareRootPrice)
    }
    return try remaining.checkedSubtracting(isExactInput ? paid : step.amountOut)
  }

  private static func adding(
    _ net: Int128, to liquidity: UInt128, isFalling: Bool
  ) throws(ProtocolMathError) -> UInt128 {
    let joins = (net >= 0) != isFalling
    let (result, overflow) =
      joins
      ? liquidity.addingReportingOverflow(net.magnitude)
      : liquidity.subtractingReportingOverflow(net.magnitude)
    if overflow { throw joins ? .overflow : .underflow }
    return result
  }
}
