import Ethereum
import FixedPoint

/// Calls of Uniswap v2 routers, pairs and factories.
public enum UniswapV2Router {
  /// `abi/uniswap_v2_router.json`
  public static let interface = ContractInterface(json: EmbeddedABI.uniswapV2Router)
  /// `abi/uniswap_v2_pair.json`
  public static let pair = ContractInterface(json: EmbeddedABI.uniswapV2Pair)
  /// `abi/uniswap_v2_factory.json`
  public static let factory = ContractInterface(json: EmbeddedABI.uniswapV2Factory)

  /// `swapExactTokensForTokens(…)`; the deadline is in Unix seconds.
  public static func swap(
    amountIn: UInt256, minimumOut: UInt256, path: [Address], to recipient: Address,
    deadline: UInt64
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "swapExactTokensForTokens", .uint(amountIn), .uint(minimumOut),
      .array(path.map { .address($0) }), .address(recipient), .uint(UInt256(deadline)))
  }
}
