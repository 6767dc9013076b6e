/// Calls that tell what a rollup charges for its data.
public enum RollupFees {
  /// `abi/op_gas_price_oracle.json`: the OP stack's predeploy at 0x42…0F.
  public static let optimism = ContractInterface(json: EmbeddedABI.opGasPriceOracle)
  /// `abi/arbitrum_node_interface.json`: Arbitrum's RPC-only contract at 0x…C8.
  public static let arbitrum = ContractInterface(json: EmbeddedABI.arbitrumNodeInterface)
}
