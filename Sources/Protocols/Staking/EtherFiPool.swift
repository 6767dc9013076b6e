import FixedPoint

/// ether.fi's share accounting: eETH rebases over shares, weETH's units are shares
/// (etherfi-protocol LiquidityPool.sol, WeETH.sol).
///
/// Amounts are wei. An empty pool converts to zero, as the contract does. Throws `overflow`.
public struct EtherFiPool: Hashable, Sendable {
  /// All ether of the pool, inside and out, wei.
  public var totalPooledEther: UInt256
  /// All eETH shares.
  public var totalShares: UInt256

  /// A pool by its two totals.
  public init(totalPooledEther: UInt256, totalShares: UInt256) {
    self.totalPooledEther = totalPooledEther
    self.totalShares = totalShares
  }

  /// Shares for an amount of eETH, floored: `sharesForAmount`.
  public func shares(forAmount amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if totalPooledEther.isZero { return .zero }
    return try UInt256.wideProductOverDivisor(
      amount, totalShares, totalPooledEther, rounding: .floor)
  }

  /// Shares burnt for withdrawing an amount, rounded up: `sharesForWithdrawalAmount`.
  public func shares(forWithdrawal amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if totalPooledEther.isZero { return .zero }
    return try UInt256.wideProductOverDivisor(
      amount, totalShares, totalPooledEther, rounding: .ceiling)
  }

  /// The eETH a number of shares shows as, floored: `amountForShare`.
  public func amount(forShares shares: UInt256) throws(ProtocolMathError) -> UInt256 {
    if totalShares.isZero { return .zero }
    return try UInt256.wideProductOverDivisor(
      shares, totalPooledEther, totalShares, rounding: .floor)
  }

  /// Deposits `amount` wei and returns the shares minted: `deposit`.
  ///
  /// The first deposit into an empty pool mints one share per wei.
  /// - Throws: `zeroAmount` where no share results, `overflow`.
  public mutating func deposit(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    let minted = totalPooledEther.isZero ? amount : try shares(forAmount: amount)
    if minted.isZero { throw .zeroAmount }
    let pooled = try totalPooledEther.checkedAdding(amount)
    totalShares = try totalShares.checkedAdding(minted)
    totalPooledEther = pooled
    return minted
  }

  /// Pays out `amount` wei and returns the shares burnt, rounded up.
  ///
  /// - Throws: `zeroAmount`, `insufficientBalance`, `overflow`.
  public mutating func withdraw(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    let burnt = try shares(forWithdrawal: amount)
    if amount > totalPooledEther || burnt > totalShares { throw .insufficientBalance }
    totalShares = totalShares &- burnt
    totalPooledEther = totalPooledEther &- amount
    return burnt
  }

  /// A report: rewards, or a loss, change the ether behind the same shares.
  public mutating func rebase(totalPooledEther: UInt256) {
    self.totalPooledEther = totalPooledEther
  }

  /// weETH minted for wrapping `amount` eETH: `wrap`.
  public func wrap(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    return try shares(forAmount: amount)
  }

  /// eETH returned for unwrapping `amount` weETH: `unwrap`.
  public func unwrap(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    return try self.amount(forShares: amount)
  }

  /// eETH per whole weETH, 18 decimals: `getRate`.
  public func rate() throws(ProtocolMathError) -> UInt256 {
    try amount(forShares: WadMath.wad)
  }
}
