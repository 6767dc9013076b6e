import FixedPoint

/// The four operations; one that throws leaves the vault unchanged.
extension ERC4626Vault {
  /// Pays in `assets` and returns the shares minted.
  public mutating func deposit(_ assets: UInt256) throws(ProtocolMathError) -> UInt256 {
    let minted = try previewDeposit(assets)
    try grow(assets: assets, shares: minted)
    return minted
  }

  /// Mints `shares` and returns the assets paid in.
  public mutating func mint(_ shares: UInt256) throws(ProtocolMathError) -> UInt256 {
    let paid = try previewMint(shares)
    try grow(assets: paid, shares: shares)
    return paid
  }

  /// Takes out `assets` of an owner of `balance` shares and returns the shares burnt.
  ///
  /// - Throws: `insufficientBalance`, `overflow`.
  public mutating func withdraw(
    _ assets: UInt256, balance: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    let burnt = try previewWithdraw(assets)
    try shrink(assets: assets, shares: burnt, balance: balance)
    return burnt
  }

  /// Burns `shares` of an owner of `balance` shares and returns the assets paid out.
  ///
  /// - Throws: `insufficientBalance`, `overflow`.
  public mutating func redeem(
    _ shares: UInt256, balance: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    let paid = try previewRedeem(shares)
    try shrink(assets: paid, shares: shares, balance: balance)
    return paid
  }

  private mutating func grow(assets: UInt256, shares: UInt256) throws(ProtocolMathError) {
    let supply = try totalSupply.checkedAdding(shares)
    totalAssets = try totalAssets.checkedAdding(assets)
    totalSupply = supply
  }

  private mutating func shrink(
    assets: UInt256, shares: UInt256, balance: UInt256
  ) throws(ProtocolMathError) {
    if shares > balance || shares > totalSupply || assets > totalAssets {
      throw .insufficientBalance
    }
    totalAssets = totalAssets &- assets
    totalSupply = totalSupply &- shares
  }
}
