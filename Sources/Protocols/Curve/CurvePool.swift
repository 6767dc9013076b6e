import Ethereum
import FixedPoint

/// Calls of Curve pools of two coins. In the ETH/stETH pool coin 0 is the native coin.
public enum CurvePool {
  /// `abi/curve_pool.json`
  public static let interface = ContractInterface(json: EmbeddedABI.curvePool)

  /// `exchange(i, j, dx, minimumOut)`
  public static func exchange(
    from: Int, to: Int, amountIn: UInt256, minimumOut: UInt256
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "exchange", .int(Int256(from)), .int(Int256(to)), .uint(amountIn), .uint(minimumOut))
  }

  /// `get_dy(i, j, dx)`
  public static func quote(
    from: Int, to: Int, amountIn: UInt256
  ) throws(ABIError) -> [UInt8] {
    try interface.call("get_dy", .int(Int256(from)), .int(Int256(to)), .uint(amountIn))
  }
}
