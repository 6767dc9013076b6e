import Ethereum
import FixedPoint

/// Calls of the Aave oracle; prices are in USD with 8 decimals.
public enum AaveOracle {
  /// `abi/aave_v3_oracle.json`
  public static let interface = ContractInterface(json: EmbeddedABI.aaveV3Oracle)
  /// `abi/aave_v3_addresses_provider.json`: where a market's contracts are.
  public static let provider = ContractInterface(json: EmbeddedABI.aaveV3AddressesProvider)

  /// `getAssetPrice(asset)`
  public static func price(of asset: Address) throws(ABIError) -> [UInt8] {
    try interface.call("getAssetPrice", .address(asset))
  }
}
