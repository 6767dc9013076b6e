import FixedPoint

extension AaveReserve {
  /// Brings indices and the treasury's share up to `time` (Unix seconds): `updateState`.
  ///
  /// The supply index stands still while suppliers earn nothing, the debt index while nobody
  /// borrows.
  /// - Throws: `timeReversed`, `overflow`; the reserve is then unchanged.
  public mutating func accrue(to time: UInt64) throws(ProtocolMathError) {
    if try elapsed(to: time) == 0 { return }
    let nextLiquidityIndex =
      liquidityRate.isZero
      ? liquidityIndex : try normalizedIncome(at: time).checkedWithin128Bits()
    let nextBorrowIndex =
      scaledDebt.isZero
      ? variableBorrowIndex : try normalizedDebt(at: time).checkedWithin128Bits()
    let treasury = try treasuryShare(
      nextLiquidityIndex: nextLiquidityIndex, nextBorrowIndex: nextBorrowIndex)
    accruedToTreasury = try accruedToTreasury.checkedAdding(treasury).checkedWithin128Bits()
    liquidityIndex = nextLiquidityIndex
    variableBorrowIndex = nextBorrowIndex
    lastUpdate = time
  }

  /// Recomputes both rates after liquidity came or went: `updateInterestRatesAndVirtualBalance`.
  ///
  /// - Throws: `insufficientLiquidity` if more is taken than the pool holds, `overflow`.
  public mutating func updateRates(
    liquidityAdded: UInt256 = .zero, liquidityTaken: UInt256 = .zero
  ) throws(ProtocolMathError) {
    let raised = try virtualUnderlyingBalance.checkedAdding(liquidityAdded).checkedWithin128Bits()
    if raised < liquidityTaken { throw .insufficientLiquidity }
    let available = raised &- liquidityTaken
    let rates = try strategy.rates(
      availableLiquidity: available, totalDebt: totalDebt(), unbacked: deficit,
      reserveFactor: configuration.reserveFactor)
    liquidityRate = try rates.liquidityRate.checkedWithin128Bits()
    variableBorrowRate = try rates.variableBorrowRate.checkedWithin128Bits()
    virtualUnderlyingBalance = available
  }

  /// All debt in token units at the last update.
  public func totalDebt() throws(ProtocolMathError) -> UInt256 {
    try revision.debtBalance(ofScaled: scaledDebt, index: variableBorrowIndex)
  }

  /// All supply in token units at the last update.
  public func totalSupply() throws(ProtocolMathError) -> UInt256 {
    try revision.supplyBalance(ofScaled: scaledSupply, index: liquidityIndex)
  }

  private func treasuryShare(
    nextLiquidityIndex: UInt256, nextBorrowIndex: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if configuration.reserveFactor == 0 { return .zero }
    let accrued: UInt256
    if revision.usesDirectedRounding {
      accrued = try RayMath.multiply(
        scaledDebt, nextBorrowIndex.checkedSubtracting(variableBorrowIndex), rounding: .floor)
    } else {
      let before = try RayMath.multiply(scaledDebt, variableBorrowIndex, rounding: .halfUp)
      let after = try RayMath.multiply(scaledDebt, nextBorrowIndex, rounding: .halfUp)
      accrued = try after.checkedSubtracting(before)
    }
    let share = try PercentageMath.multiply(
      accrued, basisPoints: configuration.reserveFactor, rounding: .halfUp)
    if share.isZero { return .zero }
    return try revision.scaledSupply(of: share, index: nextLiquidityIndex)
  }
}
