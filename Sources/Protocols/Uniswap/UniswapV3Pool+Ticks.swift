extension UniswapV3Pool {
  /// The next stop of a swap: an initialised tick, or the end of the bitmap's 256-tick word
  /// (`nextInitializedTickWithinOneWord`), within the range of ticks.
  func nextStop(from tick: Int, zeroForOne: Bool) -> (tick: Int, liquidityNet: Int128?) {
    let compressed = tick.flooringDivided(by: tickSpacing)
    if zeroForOne {
      let wordStart = (compressed >> 8) << 8
      if let found = lastTick(atOrBelow: compressed * tickSpacing),
        found.index >= wordStart * tickSpacing
      {
        return (found.index, found.liquidityNet)
      }
      return (max(wordStart * tickSpacing, UniswapV3TickMath.minimumTick), nil)
    }
    let first = compressed + 1
    let wordEnd = ((first >> 8) << 8) + 255
    if let found = firstTick(atOrAbove: first * tickSpacing),
      found.index <= wordEnd * tickSpacing
    {
      return (found.index, found.liquidityNet)
    }
    return (min(wordEnd * tickSpacing, UniswapV3TickMath.maximumTick), nil)
  }

  /// `initializedTicksCrossed` as QuoterV2 reports it for a swap ending at `finalTick`.
  ///
  /// It divides by the spacing toward zero, so below zero it can count a tick that was not
  /// crossed; `UniswapV3Swap.ticksCrossed` is the true number (v3-periphery PoolTicksCounter.sol).
  public func quoterTicksCrossed(finalTick: Int) -> Int {
    let finalTick = min(
      max(finalTick, UniswapV3TickMath.minimumTick), UniswapV3TickMath.maximumTick)
    let lower = min(tick / tickSpacing, finalTick / tickSpacing)
    let upper = max(tick / tickSpacing, finalTick / tickSpacing)
    var crossed = count(below: upper * tickSpacing + 1) - count(below: lower * tickSpacing)
    let excluded = min(tick, finalTick)
    let isInitialised = lastTick(atOrBelow: excluded)?.index == excluded
    if tick != finalTick && isInitialised { crossed -= 1 }
    return crossed
  }

  /// How many initialised ticks lie below `index`.
  private func count(below index: Int) -> Int {
    var low = 0
    var high = ticks.count
    while low < high {
      let middle = (low + high) / 2
      if ticks[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func lastTick(atOrBelow index: Int) -> UniswapV3Tick? {
    let position = count(below: index + 1)
    return position > 0 ? ticks[position - 1] : nil
  }

  private func firstTick(atOrAbove index: Int) -> UniswapV3Tick? {
    let position = count(below: index)
    return position < ticks.count ? ticks[position] : nil
  }
}

extension Int {
  /// Division toward negative infinity by a positive divisor.
  fileprivate func flooringDivided(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
