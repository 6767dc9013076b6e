import FixedPoint

/// Operations by assets, interest being accrued; each returns the shares minted or burnt and
/// leaves the market unchanged when it throws.
extension MorphoBlueMarket {
  /// Supplies `assets`; the shares minted are floored.
  public mutating func supply(_ assets: UInt256) throws(ProtocolMathError) -> UInt256 {
    if assets.isZero { throw .zeroAmount }
    let shares = try Self.shares(
      forAssets: assets, totalAssets: totalSupplyAssets, totalShares: totalSupplyShares,
      rounding: .floor)
    let total = try totalSupplyShares.checkedAdding(shares).checkedWithin128Bits()
    totalSupplyAssets = try totalSupplyAssets.checkedAdding(assets).checkedWithin128Bits()
    totalSupplyShares = total
    return shares
  }

  /// Withdraws `assets` of an owner of `balance` shares; the shares burnt are rounded up.
  ///
  /// - Throws: `zeroAmount`, `insufficientBalance`, `insufficientLiquidity`, `overflow`.
  public mutating func withdraw(
    _ assets: UInt256, balance: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if assets.isZero { throw .zeroAmount }
    let shares = try Self.shares(
      forAssets: assets, totalAssets: totalSupplyAssets, totalShares: totalSupplyShares,
      rounding: .ceiling)
    if shares > balance || shares > totalSupplyShares || assets > totalSupplyAssets {
      throw .insufficientBalance
    }
    if totalSupplyAssets &- assets < totalBorrowAssets { throw .insufficientLiquidity }
    totalSupplyAssets = totalSupplyAssets &- assets
    totalSupplyShares = totalSupplyShares &- shares
    return shares
  }

  /// Borrows `assets`; the debt shares minted are rounded up.
  ///
  /// - Throws: `zeroAmount`, `insufficientLiquidity`, `overflow`.
  public mutating func borrow(_ assets: UInt256) throws(ProtocolMathError) -> UInt256 {
    if assets.isZero { throw .zeroAmount }
    let shares = try Self.shares(
      forAssets: assets, totalAssets: totalBorrowAssets, totalShares: totalBorrowShares,
      rounding: .ceiling)
    let borrowed = try totalBorrowAssets.checkedAdding(assets).checkedWithin128Bits()
    if borrowed > totalSupplyAssets { throw .insufficientLiquidity }
    totalBorrowShares = try totalBorrowShares.checkedAdding(shares).checkedWithin128Bits()
    totalBorrowAssets = borrowed
    return shares
  }

  /// Repays `assets` of a debt of `debt` shares; the shares burnt are floored.
  ///
  /// - Throws: `zeroAmount`, `insufficientBalance` for more than is owed, `overflow`.
  public mutating func repay(
    _ assets: UInt256, debt: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if assets.isZero { throw .zeroAmount }
    let shares = try Self.shares(
      forAssets: assets, totalAssets: totalBorrowAssets, totalShares: totalBorrowShares,
      rounding: .floor)
    if shares > debt || shares > totalBorrowShares { throw .insufficientBalance }
    totalBorrowShares = totalBorrowShares &- shares
    // One unit more than is owed can come from rounding: the contract floors at zero.
    totalBorrowAssets = assets > totalBorrowAssets ? .zero : totalBorrowAssets &- assets
    return shares
  }

  /// The most a position may borrow, floored.
  ///
  /// - Parameters:
  ///   - collateral: token units of the collateral token.
  ///   - price: the oracle's price of one collateral unit in loan units, 36 decimals.
  public func maximumBorrow(
    collateral: UInt256, price: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    let value = try UInt256.productOverDivisor(
      collateral, price, Self.oraclePriceScale, rounding: .floor)
    return try WadMath.multiply(value, liquidationLoanToValue, rounding: .floor)
  }

  /// Whether a position may stand: what it owes, rounded up, is within `maximumBorrow`.
  public func isHealthy(
    collateral: UInt256, debt: UInt256, price: UInt256
  ) throws(ProtocolMathError) -> Bool {
    if debt.isZero { return true }
    let owed = try Self.assets(
      forShares: debt, totalAssets: totalBorrowAssets, totalShares: totalBorrowShares,
      rounding: .ceiling)
    return try owed <= maximumBorrow(collateral: collateral, price: price)
  }

  /// What a liquidator gets for one unit repaid, 18 decimals:
  /// `min(1.15, 1 / (1 - 0.3 * (1 - lltv)))`.
  public func liquidationIncentiveFactor() throws(ProtocolMathError) -> UInt256 {
    let cursor: UInt256 = 300_000_000_000_000_000
    let maximum: UInt256 = 1_150_000_000_000_000_000
    let discount = try WadMath.multiply(
      cursor, WadMath.wad.checkedSubtracting(liquidationLoanToValue), rounding: .floor)
    let factor = try WadMath.divide(
      WadMath.wad, WadMath.wad.checkedSubtracting(discount), rounding: .floor)
    return min(factor, maximum)
  }
}
