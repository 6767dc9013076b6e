import FixedPoint

/// Lido's share accounting: a stETH balance is shares times pooled ether over all shares
/// (lidofinance/core StETH.sol, Lido.sol). Account in shares; stETH amounts lose up to 1-2 wei.
///
/// Amounts are wei, shares have 18 decimals too. Throws `overflow` and `divisionByZero`.
public struct LidoPool: Hashable, Sendable {
  /// All ether behind stETH, wei.
  public var totalPooledEther: UInt256
  /// All shares.
  public var totalShares: UInt256

  /// Least and most wei of stETH in one withdrawal request (WithdrawalQueue.sol).
  public static var minimumWithdrawal: UInt256 { 100 }
  /// Most wei of stETH in one withdrawal request: 1,000 stETH.
  public static var maximumWithdrawal: UInt256 { 1_000_000_000_000_000_000_000 }

  /// A pool by its two totals.
  public init(totalPooledEther: UInt256, totalShares: UInt256) {
    self.totalPooledEther = totalPooledEther
    self.totalShares = totalShares
  }

  /// Shares for an amount of stETH, floored: `getSharesByPooledEth`.
  public func shares(forPooledEther amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(amount, totalShares, totalPooledEther, rounding: .floor)
  }

  /// The stETH a number of shares shows as: `getPooledEthByShares` floors,
  /// `getPooledEthBySharesRoundUp` is `.ceiling`.
  public func pooledEther(
    forShares shares: UInt256, rounding: Rounding = .floor
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(shares, totalPooledEther, totalShares, rounding: rounding)
  }

  /// Stakes `amount` wei and returns the shares minted: `submit`.
  ///
  /// The first deposit into an empty pool mints one share per wei.
  /// - Throws: `zeroAmount`, `overflow`.
  public mutating func submit(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    let minted =
      totalPooledEther.isZero ? amount : try shares(forPooledEther: amount)
    let pooled = try totalPooledEther.checkedAdding(amount)
    totalShares = try totalShares.checkedAdding(minted)
    totalPooledEther = pooled
    return minted
  }

  /// Burns shares for finalised withdrawals and takes their ether out of the pool.
  ///
  /// - Throws: `insufficientBalance`.
  public mutating func burn(
    shares: UInt256, releasing amount: UInt256
  ) throws(ProtocolMathError) {
    if shares > totalShares || amount > totalPooledEther { throw .insufficientBalance }
    totalShares = totalShares &- shares
    totalPooledEther = totalPooledEther &- amount
  }

  /// A day's report: rewards, or a slashing loss, change the ether behind the same shares.
  public mutating func rebase(totalPooledEther: UInt256) {
    self.totalPooledEther = totalPooledEther
  }

  /// wstETH minted for wrapping `amount` stETH: `wrap`. Its units are shares.
  public func wrap(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    return try shares(forPooledEther: amount)
  }

  /// stETH returned for unwrapping `amount` wstETH: `unwrap`.
  public func unwrap(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    if amount.isZero { throw .zeroAmount }
    return try pooledEther(forShares: amount)
  }

  /// stETH per whole wstETH, 18 decimals: `stEthPerToken`.
  public func etherPerWrappedToken() throws(ProtocolMathError) -> UInt256 {
    try pooledEther(forShares: WadMath.wad)
  }

  /// What a withdrawal request pays when finalised at `shareRate` (27 decimals): no more than
  /// was requested, and less after a loss.
  public static func claimable(
    requested amount: UInt256, shares: UInt256, shareRate: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    let atRate = try RayMath.multiply(shares, shareRate, rounding: .floor)
    return atRate < amount ? atRate : amount
  }
}
