/// The callback of an Aave flash loan (IFlashLoanSimpleReceiver.sol).
public enum AaveFlashReceiver {
  /// `abi/aave_v3_flash_receiver.json`
  public static let interface = ContractInterface(json: EmbeddedABI.aaveV3FlashReceiver)
}
