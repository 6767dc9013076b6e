import FixedPoint

/// Ethena's sUSDe: an ERC-4626 vault whose rewards vest over eight hours and whose exits wait
/// (ethena StakedUSDe.sol, StakedUSDeV2.sol).
///
/// Amounts are token units of 18 decimals, times Unix seconds.
public struct StakedUSDe: Hashable, Sendable {
  /// Seconds over which a reward becomes assets.
  public static let vestingPeriod: UInt64 = 28_800

  /// USDe held, with rewards not yet vested.
  public var balance: UInt256
  /// All sUSDe.
  public var totalSupply: UInt256
  /// The last reward.
  public var vestingAmount: UInt256
  /// When the last reward came.
  public var lastDistribution: UInt64
  /// Seconds an exit waits; 0 switches ERC-4626 withdrawals on and cooldowns off.
  public var cooldownDuration: UInt64

  /// A vault by its state.
  public init(
    balance: UInt256, totalSupply: UInt256, vestingAmount: UInt256 = .zero,
    lastDistribution: UInt64 = 0, cooldownDuration: UInt64 = 604_800
  ) {
    self.balance = balance
    self.totalSupply = totalSupply
    self.vestingAmount = vestingAmount
    self.lastDistribution = lastDistribution
    self.cooldownDuration = cooldownDuration
  }

  /// The part of the last reward that is not assets yet: `getUnvestedAmount`.
  ///
  /// - Throws: `timeReversed`, `overflow`.
  public func unvested(at time: UInt64) throws(ProtocolMathError) -> UInt256 {
    if time < lastDistribution { throw .timeReversed }
    let elapsed = time &- lastDistribution
    if elapsed >= Self.vestingPeriod { return .zero }
    return try UInt256.productOverDivisor(
      UInt256(Self.vestingPeriod &- elapsed), vestingAmount, UInt256(Self.vestingPeriod),
      rounding: .floor)
  }

  /// The ERC-4626 vault this is at `time`.
  ///
  /// - Throws: `timeReversed`, `underflow`, `overflow`.
  public func vault(at time: UInt64) throws(ProtocolMathError) -> ERC4626Vault {
    try ERC4626Vault(
      totalAssets: balance.checkedSubtracting(unvested(at: time)), totalSupply: totalSupply)
  }

  /// Stakes `assets` USDe and returns the sUSDe minted.
  public mutating func deposit(
    _ assets: UInt256, at time: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    if assets.isZero { throw .zeroAmount }
    let minted = try vault(at: time).previewDeposit(assets)
    if minted.isZero { throw .zeroAmount }
    let supply = try totalSupply.checkedAdding(minted)
    balance = try balance.checkedAdding(assets)
    totalSupply = supply
    return minted
  }

  /// Burns `shares` of an owner of `ownerBalance` into a cooldown, whose time starts anew for
  /// what it already held: `cooldownShares`. Returns the USDe that will be paid.
  ///
  /// - Throws: `invalidInput` with cooldowns off, `insufficientBalance`, `overflow`.
  public mutating func coolDown(
    shares: UInt256, ownerBalance: UInt256, into cooldown: inout StakedUSDeCooldown,
    at time: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    if cooldownDuration == 0 { throw .invalidInput }
    if shares > ownerBalance || shares > totalSupply { throw .insufficientBalance }
    let assets = try vault(at: time).previewRedeem(shares)
    if assets > balance { throw .insufficientBalance }
    let (end, overflow) = time.addingReportingOverflow(cooldownDuration)
    if overflow { throw .overflow }
    cooldown.amount = try cooldown.amount.checkedAdding(assets)
    cooldown.end = end
    balance = balance &- assets
    totalSupply = totalSupply &- shares
    return assets
  }

  /// Pays a finished cooldown, or any once cooldowns are off: `unstake`.
  ///
  /// - Throws: `stillLocked`.
  public func unstake(
    _ cooldown: inout StakedUSDeCooldown, at time: UInt64
  ) throws(ProtocolMathError) -> UInt256 {
    if time < cooldown.end && cooldownDuration != 0 { throw .stillLocked }
    let paid = cooldown.amount
    cooldown = StakedUSDeCooldown()
    return paid
  }
}
