import Ethereum
import FixedPoint

/// Calls of WETH9 and of wrapped native coins built like it. `deposit` emits `Deposit` and no
/// `Transfer`.
public enum WrappedNative {
  /// `abi/weth9.json`
  public static let interface = ContractInterface(json: EmbeddedABI.weth9)

  /// `deposit()`; the amount is the call's value.
  public static func wrap() throws(ABIError) -> [UInt8] { try interface.call("deposit") }

  /// `withdraw(amount)`
  public static func unwrap(amount: UInt256) throws(ABIError) -> [UInt8] {
    try interface.call("withdraw", .uint(amount))
  }
}
