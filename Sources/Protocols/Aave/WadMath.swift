import FixedPoint

/// Products and quotients of numbers with 18 decimals (aave-v3-origin WadRayMath.sol).
///
/// Throws `overflow` where the 256-bit product does, and `divisionByZero`.
public enum WadMath {
  /// One: 1e18.
  public static var wad: UInt256 { 1_000_000_000_000_000_000 }

  /// `first * second / 1e18`; Aave's `wadMul` is `.halfUp`, Morpho's `wMulDown` is `.floor`.
  public static func multiply(
    _ first: UInt256, _ second: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(first, second, wad, rounding: rounding)
  }

  /// `first * 1e18 / second`; Aave's `wadDiv` is `.halfUp`.
  public static func divide(
    _ first: UInt256, _ second: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(first, wad, second, rounding: rounding)
  }
}
