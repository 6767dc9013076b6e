import Ethereum
import FixedPoint

/// Calls of aTokens and variable debt tokens beyond ERC-20.
public enum AaveToken {
  /// `abi/aave_v3_token.json`
  public static let interface = ContractInterface(json: EmbeddedABI.aaveV3Token)

  /// `scaledBalanceOf(account)`: the balance without interest; times the index gives the balance.
  public static func scaledBalance(of account: Address) throws(ABIError) -> [UInt8] {
    try interface.call("scaledBalanceOf", .address(account))
  }

  /// `approveDelegation(delegatee, amount)` of a debt token: lets another borrow on the account.
  public static func approveDelegation(
    to delegatee: Address, amount: UInt256
  ) throws(ABIError) -> [UInt8] {
    try interface.call("approveDelegation", .address(delegatee), .uint(amount))
  }

  /// `borrowAllowance(owner, delegatee)`
  public static func borrowAllowance(
    owner: Address, delegatee: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("borrowAllowance", .address(owner), .address(delegatee))
  }
}
