import Ethereum
import FixedPoint

/// Calls of Lido: stETH, wstETH and the withdrawal queue.
public enum Lido {
  /// `abi/lido_steth.json`
  public static let stETH = ContractInterface(json: EmbeddedABI.lidoSteth)
  /// `abi/lido_wsteth.json`
  public static let wstETH = ContractInterface(json: EmbeddedABI.lidoWsteth)
  /// `abi/lido_withdrawal_queue.json`
  public static let queue = ContractInterface(json: EmbeddedABI.lidoWithdrawalQueue)

  /// `submit(0)`: stakes the call's value; the answer is shares, not stETH.
  public static func stake() throws(ABIError) -> [UInt8] {
    try stETH.call("submit", .address(.zero))
  }

  /// `wrap(amount)` of wstETH; stETH must be approved to it.
  public static func wrap(amount: UInt256) throws(ABIError) -> [UInt8] {
    try wstETH.call("wrap", .uint(amount))
  }

  /// `unwrap(amount)` of wstETH.
  public static func unwrap(amount: UInt256) throws(ABIError) -> [UInt8] {
    try wstETH.call("unwrap", .uint(amount))
  }

  /// `requestWithdrawals(amounts, owner)`: 100 wei to 1,000 stETH each.
  public static func requestWithdrawals(
    amounts: [UInt256], owner: Address
  ) throws(ABIError) -> [UInt8] {
    try queue.call("requestWithdrawals", .array(amounts.map { .uint($0) }), .address(owner))
  }

  /// `requestWithdrawalsWstETH(amounts, owner)`
  public static func requestWithdrawalsWrapped(
    amounts: [UInt256], owner: Address
  ) throws(ABIError) -> [UInt8] {
    try queue.call("requestWithdrawalsWstETH", .array(amounts.map { .uint($0) }), .address(owner))
  }

  /// `claimWithdrawals(ids, hints)`; the hints come from `findCheckpointHints`.
  public static func claim(
    requests: [UInt256], hints: [UInt256]
  ) throws(ABIError) -> [UInt8] {
    try queue.call(
      "claimWithdrawals", .array(requests.map { .uint($0) }), .array(hints.map { .uint($0) }))
  }
}
