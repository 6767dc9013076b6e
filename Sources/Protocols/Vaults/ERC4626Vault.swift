import FixedPoint

/// A tokenised vault's conversions, rounded for the vault (EIP-4626; OpenZeppelin ERC4626.sol with
/// virtual assets and shares).
///
/// Assets and shares are token units. Throws `overflow`.
public struct ERC4626Vault: Hashable, Sendable {
  /// All assets the vault counts, token units.
  public var totalAssets: UInt256
  /// All shares.
  public var totalSupply: UInt256
  /// Decimals the share has beyond the asset; 10 to its power are the virtual shares.
  public let decimalsOffset: Int

  /// A vault by its totals.
  ///
  /// - Throws: `invalidInput` for an offset outside 0...77.
  public init(
    totalAssets: UInt256, totalSupply: UInt256, decimalsOffset: Int = 0
  ) throws(ProtocolMathError) {
    _ = try UInt256.tokenUnit(decimals: decimalsOffset)
    self.totalAssets = totalAssets
    self.totalSupply = totalSupply
    self.decimalsOffset = decimalsOffset
  }

  /// Shares for assets: `convertToShares` is `.floor`.
  public func shares(
    forAssets assets: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    let virtualShares = try UInt256.tokenUnit(decimals: decimalsOffset)
    return try UInt256.wideProductOverDivisor(
      assets, totalSupply.checkedAdding(virtualShares), totalAssets.checkedAdding(.one),
      rounding: rounding)
  }

  /// Assets for shares: `convertToAssets` is `.floor`.
  public func assets(
    forShares shares: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    let virtualShares = try UInt256.tokenUnit(decimals: decimalsOffset)
    return try UInt256.wideProductOverDivisor(
      shares, totalAssets.checkedAdding(.one), totalSupply.checkedAdding(virtualShares),
      rounding: rounding)
  }

  /// Shares minted for paying in `assets`, floored: `previewDeposit`.
  public func previewDeposit(_ assets: UInt256) throws(ProtocolMathError) -> UInt256 {
    try shares(forAssets: assets, rounding: .floor)
  }

  /// Assets taken for minting `shares`, rounded up: `previewMint`.
  public func previewMint(_ shares: UInt256) throws(ProtocolMathError) -> UInt256 {
    try assets(forShares: shares, rounding: .ceiling)
  }

  /// Shares burnt for taking out `assets`, rounded up: `previewWithdraw`.
  public func previewWithdraw(_ assets: UInt256) throws(ProtocolMathError) -> UInt256 {
    try shares(forAssets: assets, rounding: .ceiling)
  }

  /// Assets paid for burning `shares`, floored: `previewRedeem`.
  public func previewRedeem(_ shares: UInt256) throws(ProtocolMathError) -> UInt256 {
    try assets(forShares: shares, rounding: .floor)
  }
}
