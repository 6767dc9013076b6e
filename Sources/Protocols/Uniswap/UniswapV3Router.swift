import Ethereum
import FixedPoint

/// Calls of Uniswap v3's SwapRouter02 and QuoterV2. SwapRouter02 has no deadline in its swaps: it
/// is put around them by `multicall(deadline, calls)`.
public enum UniswapV3Router {
  /// `abi/uniswap_v3_router02.json`
  public static let interface = ContractInterface(json: EmbeddedABI.uniswapV3Router02)
  /// `abi/uniswap_v3_quoter_v2.json`
  public static let quoter = ContractInterface(json: EmbeddedABI.uniswapV3QuoterV2)
  /// `abi/uniswap_v3_pool.json`
  public static let pool = ContractInterface(json: EmbeddedABI.uniswapV3Pool)
  /// `abi/uniswap_v3_factory.json`
  public static let factory = ContractInterface(json: EmbeddedABI.uniswapV3Factory)

  /// Stands for the router itself as recipient (SwapRouter02 Constants.sol), so that WETH can be
  /// unwrapped in the same multicall.
  public static let routerItself = Address([UInt8](repeating: 0, count: 19) + [2]) ?? .zero

  /// `exactInputSingle(…)` without a price limit.
  public static func swapExactInput(
    tokenIn: Address, tokenOut: Address, fee: UInt32, recipient: Address, amountIn: UInt256,
    minimumOut: UInt256
  ) throws(ABIError) -> [UInt8] {
    try exactInputCall.get().encode(
      [
        .address(tokenIn), .address(tokenOut), .uint(UInt256(UInt64(fee))), .address(recipient),
        .uint(amountIn), .uint(minimumOut), .uint(.zero),
      ])
  }

  private static let exactInputCall = interface.staticCall("exactInputSingle")

  /// `multicall(deadline, calls)`; the deadline is in Unix seconds.
  public static func multicall(
    deadline: UInt64, _ calls: [[UInt8]]
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "multicall(uint256,bytes[])", .uint(UInt256(deadline)), .array(calls.map { .bytes($0) }))
  }

  /// `unwrapWETH9(minimum, recipient)`
  public static func unwrapWrappedNative(
    minimum: UInt256, recipient: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("unwrapWETH9", .uint(minimum), .address(recipient))
  }

  /// `quoteExactInputSingle(…)`: not a view function, so it is only ever called by `eth_call`.
  public static func quoteExactInput(
    tokenIn: Address, tokenOut: Address, amountIn: UInt256, fee: UInt32
  ) throws(ABIError) -> [UInt8] {
    try quoter.call(
      "quoteExactInputSingle",
      .tuple([
        .address(tokenIn), .address(tokenOut), .uint(amountIn), .uint(UInt256(UInt64(fee))),
        .uint(.zero),
      ]))
  }
}
