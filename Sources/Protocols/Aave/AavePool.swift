import Ethereum
import FixedPoint

/// Calls of the Aave v3 pool (aave-v3-origin IPool.sol). Amounts are in the asset's units;
/// `UInt256.max` withdraws or repays everything.
public enum AavePool {
  /// `abi/aave_v3_pool.json`
  public static let interface = ContractInterface(json: EmbeddedABI.aaveV3Pool)
  /// The only interest rate mode since v3.2: variable.
  public static let variableRate = UInt256(2 as UInt64)

  /// `supply(asset, amount, onBehalfOf, 0)`
  public static func supply(
    asset: Address, amount: UInt256, onBehalfOf account: Address
  ) throws(ABIError) -> [UInt8] {
    try supplyCall.get().encode(
      [.address(asset), .uint(amount), .address(account), .uint(.zero)])
  }

  private static let supplyCall = interface.staticCall("supply")

  /// `supplyWithPermit(…)`: supply with the approval in the same transaction.
  public static func supply(
    asset: Address, amount: UInt256, onBehalfOf account: Address, deadline: UInt256,
    permit: Signature
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "supplyWithPermit", .address(asset), .uint(amount), .address(account), .uint(.zero),
      .uint(deadline), .uint(UInt256(permit.yParity ? 28 as UInt64 : 27)),
      .fixedBytes(permit.r.bigEndianBytes()), .fixedBytes(permit.s.bigEndianBytes()))
  }

  /// `withdraw(asset, amount, to)`
  public static func withdraw(
    asset: Address, amount: UInt256, to account: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("withdraw", .address(asset), .uint(amount), .address(account))
  }

  /// `borrow(asset, amount, 2, 0, onBehalfOf)`
  public static func borrow(
    asset: Address, amount: UInt256, onBehalfOf account: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "borrow", .address(asset), .uint(amount), .uint(variableRate), .uint(.zero),
      .address(account))
  }

  /// `repay(asset, amount, 2, onBehalfOf)`
  public static func repay(
    asset: Address, amount: UInt256, onBehalfOf account: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "repay", .address(asset), .uint(amount), .uint(variableRate), .address(account))
  }

  /// `setUserEMode(category)`; 0 leaves e-mode.
  public static func setEfficiencyMode(_ category: UInt8) throws(ABIError) -> [UInt8] {
    try interface.call("setUserEMode", .uint(UInt256(UInt64(category))))
  }

  /// `setUserUseReserveAsCollateral(asset, isCollateral)`
  public static func setCollateral(
    asset: Address, isCollateral: Bool
  ) throws(ABIError) -> [UInt8] {
    try interface.call("setUserUseReserveAsCollateral", .address(asset), .bool(isCollateral))
  }

  /// `flashLoanSimple(receiver, asset, amount, parameters, 0)`
  public static func flashLoan(
    receiver: Address, asset: Address, amount: UInt256, parameters: [UInt8]
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "flashLoanSimple", .address(receiver), .address(asset), .uint(amount), .bytes(parameters),
      .uint(.zero))
  }
}
