import FixedPoint

/// Products and quotients of numbers with 27 decimals (aave-v3-origin WadRayMath.sol).
///
/// `.halfUp` is the rounding of every release, `.floor` and `.ceiling` those added by 3.5.
/// All throw `overflow` where the 256-bit product does, and `divisionByZero`.
public enum RayMath {
  /// One: 1e27.
  public static var ray: UInt256 { 1_000_000_000_000_000_000_000_000_000 }
  /// Rays in a wad's last place: 1e9.
  public static var wadRayRatio: UInt256 { 1_000_000_000 }

  /// `first * second / 1e27`.
  public static func multiply(
    _ first: UInt256, _ second: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(first, second, ray, rounding: rounding)
  }

  /// `first * 1e27 / second`.
  public static func divide(
    _ first: UInt256, _ second: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try UInt256.productOverDivisor(first, ray, second, rounding: rounding)
  }

  /// A ray as a wad; the contract's `rayToWad` is `.halfUp`.
  public static func wad(
    fromRay value: UInt256, rounding: Rounding
  ) throws(ProtocolMathError) -> UInt256 {
    try value.checkedDividing(by: wadRayRatio, rounding: rounding)
  }

  /// A wad as a ray, exact.
  public static func ray(fromWad value: UInt256) throws(ProtocolMathError) -> UInt256 {
    try value.checkedMultiplying(by: wadRayRatio)
  }

  /// Basis points as a ray: 10,000 is 1e27.
  public static func ray(fromBasisPoints value: UInt32) -> UInt256 {
    UInt256(UInt128(value) &* 100_000_000_000_000_000_000_000)
  }
}
