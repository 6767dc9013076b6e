import Ethereum
import FixedPoint

/// Calls of Morpho Blue. Of assets and shares one is given, the other is zero.
public enum MorphoBlue {
  /// `abi/morpho_blue.json`
  public static let interface = ContractInterface(json: EmbeddedABI.morphoBlue)
  /// `abi/morpho_flash_receiver.json`: what a borrower of a flash loan implements.
  public static let flashReceiver = ContractInterface(json: EmbeddedABI.morphoFlashReceiver)

  /// `supplyCollateral(market, assets, onBehalf, "")`
  public static func supplyCollateral(
    _ market: MorphoMarketParameters, assets: UInt256, onBehalfOf account: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "supplyCollateral", market.value, .uint(assets), .address(account), .bytes([]))
  }

  /// `withdrawCollateral(market, assets, onBehalf, receiver)`
  public static func withdrawCollateral(
    _ market: MorphoMarketParameters, assets: UInt256, onBehalfOf account: Address,
    receiver: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "withdrawCollateral", market.value, .uint(assets), .address(account), .address(receiver))
  }

  /// `supply(market, assets, 0, onBehalf, "")`
  public static func supply(
    _ market: MorphoMarketParameters, assets: UInt256, onBehalfOf account: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "supply", market.value, .uint(assets), .uint(.zero), .address(account), .bytes([]))
  }

  /// `withdraw(market, assets, shares, onBehalf, receiver)`
  public static func withdraw(
    _ market: MorphoMarketParameters, assets: UInt256, shares: UInt256,
    onBehalfOf account: Address, receiver: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "withdraw", market.value, .uint(assets), .uint(shares), .address(account),
      .address(receiver))
  }

  /// `borrow(market, assets, 0, onBehalf, receiver)`
  public static func borrow(
    _ market: MorphoMarketParameters, assets: UInt256, onBehalfOf account: Address,
    receiver: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "borrow", market.value, .uint(assets), .uint(.zero), .address(account), .address(receiver))
  }

  /// `repay(market, assets, shares, onBehalf, "")`; all of a debt is repaid by its shares.
  public static func repay(
    _ market: MorphoMarketParameters, assets: UInt256, shares: UInt256,
    onBehalfOf account: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "repay", market.value, .uint(assets), .uint(shares), .address(account), .bytes([]))
  }

  /// `flashLoan(token, assets, data)`: without a fee; repaid by `transferFrom`.
  public static func flashLoan(
    token: Address, assets: UInt256, data: [UInt8]
  ) throws(ABIError) -> [UInt8] {
    try interface.call("flashLoan", .address(token), .uint(assets), .bytes(data))
  }
}
