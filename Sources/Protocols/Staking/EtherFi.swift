import Ethereum
import FixedPoint

/// Calls of ether.fi: the liquidity pool, weETH and withdrawal requests.
public enum EtherFi {
  /// `abi/etherfi_pool.json`
  public static let pool = ContractInterface(json: EmbeddedABI.etherfiPool)
  /// `abi/etherfi_eeth.json`
  public static let eETH = ContractInterface(json: EmbeddedABI.etherfiEeth)
  /// `abi/etherfi_weeth.json`
  public static let weETH = ContractInterface(json: EmbeddedABI.etherfiWeeth)
  /// `abi/etherfi_withdraw_request.json`
  public static let withdrawRequest = ContractInterface(json: EmbeddedABI.etherfiWithdrawRequest)

  /// `deposit()`: stakes the call's value for eETH.
  public static func stake() throws(ABIError) -> [UInt8] { try pool.call("deposit()") }

  /// `wrap(amount)` of weETH; eETH must be approved to it.
  public static func wrap(amount: UInt256) throws(ABIError) -> [UInt8] {
    try weETH.call("wrap", .uint(amount))
  }

  /// `unwrap(amount)` of weETH.
  public static func unwrap(amount: UInt256) throws(ABIError) -> [UInt8] {
    try weETH.call("unwrap", .uint(amount))
  }

  /// `requestWithdraw(recipient, amount)`; eETH must be approved to the pool.
  public static func requestWithdraw(
    recipient: Address, amount: UInt256
  ) throws(ABIError) -> [UInt8] {
    try pool.call("requestWithdraw", .address(recipient), .uint(amount))
  }

  /// `claimWithdraw(request)`
  public static func claim(request: UInt256) throws(ABIError) -> [UInt8] {
    try withdrawRequest.call("claimWithdraw", .uint(request))
  }
}
