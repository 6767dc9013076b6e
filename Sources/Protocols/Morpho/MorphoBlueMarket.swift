import FixedPoint

/// A Morpho Blue market's share arithmetic (morpho-blue Morpho.sol, SharesMathLib.sol,
/// MathLib.sol).
///
/// Assets are token units of the loan token. Throws `overflow`.
public struct MorphoBlueMarket: Hashable, Sendable {
  /// Shares every conversion adds, against inflation attacks.
  public static var virtualShares: UInt256 { 1_000_000 }
  /// Assets every conversion adds.
  public static var virtualAssets: UInt256 { 1 }
  /// The oracle price's scale: 1e36.
  public static var oraclePriceScale: UInt256 { 1_000_000_000_000_000_000_000_000_000_000_000_000 }

  /// All supplied assets with interest.
  public var totalSupplyAssets: UInt256
  /// All supply shares.
  public var totalSupplyShares: UInt256
  /// All borrowed assets with interest.
  public var totalBorrowAssets: UInt256
  /// All borrow shares.
  public var totalBorrowShares: UInt256
  /// When interest was last added, Unix seconds.
  public var lastUpdate: UInt64
  /// The market's share of interest, 18 decimals.
  public var fee: UInt256
  /// The loan to value at which a position may be liquidated, 18 decimals.
  public let liquidationLoanToValue: UInt256

  /// A market by its state.
  ///
  /// - Throws: `invalidInput` for a liquidation loan to value of 100 % or more, or a fee above it.
  public init(
    totalSupplyAssets: UInt256 = .zero, totalSupplyShares: UInt256 = .zero,
    totalBorrowAssets: UInt256 = .zero, totalBorrowShares: UInt256 = .zero,
    lastUpdate: UInt64, fee: UInt256 = .zero, liquidationLoanToValue: UInt256
  ) throws(ProtocolMathError) {
    if liquidationLoanToValue >= WadMath.wad || fee > WadMath.wad { throw .invalidInput }
    self.totalSupplyAssets = totalSupplyAssets
    self.totalSupplyShares = totalSupplyShares
    self.totalBorrowAssets = totalBorrowAssets
    self.totalBorrowShares = totalBorrowShares
    self.lastUpdate = lastUpdate
    self.fee = fee
    self.liquidationLoanToValue = liquidationLoanToValue
  }

  /// Shares for assets against two totals: `toSharesDown` is `.floor`, `toSharesUp` `.ceiling`.
  public static func shares(
    forAssets assets: UInt256, totalAssets: UInt256, totalShares: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(
      assets, totalShares.checkedAdding(virtualShares), totalAssets.checkedAdding(virtualAssets),
      rounding: rounding)
  }

  /// Assets for shares against two totals: `toAssetsDown` is `.floor`, `toAssetsUp` `.ceiling`.
  public static func assets(
    forShares shares: UInt256, totalAssets: UInt256, totalShares: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(
      shares, totalAssets.checkedAdding(virtualAssets), totalShares.checkedAdding(virtualShares),
      rounding: rounding)
  }

  /// `e^(rate * seconds) - 1` by three terms, 18 decimals, at a rate a second: `wTaylorCompounded`.
  public static func compounded(
    rate: UInt256, seconds: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    let first = try rate.checkedMultiplying(by: UInt256(seconds))
    let second = try UInt256.productOverDivisor(
      first, first, WadMath.wad &* 2, rounding: .floor)
    let third = try UInt256.productOverDivisor(
      second, first, WadMath.wad &* 3, rounding: .floor)
    return try first.checkedAdding(second).checkedAdding(third)
  }

  /// Adds interest up to `time` at `borrowRate` (a second, 18 decimals): `_accrueInterest`.
  /// Returns the shares the fee's receiver gains.
  ///
  /// - Throws: `timeReversed`, `overflow`; the market is then unchanged.
  public mutating func accrue(
    to time: UInt64, borrowRate: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if time < lastUpdate { throw .timeReversed }
    if time == lastUpdate { return .zero }
    var next = self
    let growth = try Self.compounded(rate: borrowRate, seconds: time &- lastUpdate)
    let interest = try WadMath.multiply(totalBorrowAssets, growth, rounding: .floor)
    next.totalBorrowAssets = try totalBorrowAssets.checkedAdding(interest).checkedWithin128Bits()
    next.totalSupplyAssets = try totalSupplyAssets.checkedAdding(interest).checkedWithin128Bits()
    var feeShares = UInt256.zero
    if !fee.isZero {
      let amount = try WadMath.multiply(interest, fee, rounding: .floor)
      feeShares = try Self.shares(
        forAssets: amount, totalAssets: next.totalSupplyAssets.checkedSubtracting(amount),
        totalShares: totalSupplyShares, rounding: .floor)
      next.totalSupplyShares = try totalSupplyShares.checkedAdding(feeShares)
        .checkedWithin128Bits()
    }
    next.lastUpdate = time
    self = next
    return feeShares
  }
}
