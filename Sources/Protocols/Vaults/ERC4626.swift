import Ethereum
import FixedPoint

/// Calls of ERC-4626 vaults (EIP-4626) and of sUSDe's cooldown.
public enum ERC4626 {
  /// `abi/erc4626.json`
  public static let interface = ContractInterface(json: EmbeddedABI.erc4626)
  /// `abi/susde.json`
  public static let stakedUSDe = ContractInterface(json: EmbeddedABI.susde)

  /// `deposit(assets, receiver)`
  public static func deposit(
    assets: UInt256, receiver: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("deposit", .uint(assets), .address(receiver))
  }

  /// `withdraw(assets, receiver, owner)`
  public static func withdraw(
    assets: UInt256, receiver: Address, owner: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("withdraw", .uint(assets), .address(receiver), .address(owner))
  }

  /// `redeem(shares, receiver, owner)`
  public static func redeem(
    shares: UInt256, receiver: Address, owner: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("redeem", .uint(shares), .address(receiver), .address(owner))
  }

  /// `cooldownShares(shares)` of sUSDe; while a cooldown is set `withdraw` and `redeem` revert.
  public static func startCooldown(shares: UInt256) throws(ABIError) -> [UInt8] {
    try stakedUSDe.call("cooldownShares", .uint(shares))
  }

  /// `unstake(receiver)` of sUSDe after the cooldown.
  public static func unstake(receiver: Address) throws(ABIError) -> [UInt8] {
    try stakedUSDe.call("unstake", .address(receiver))
  }
}
