/// Powers of ten as plain integers.
@usableFromInline
enum PowersOfTen {
  /// 10^exponent for 0...19.
  @inline(__always)
  static func limb(_ exponent: Int) -> UInt64 { limbs[exponent] }

  /// 10^exponent for 0...38.
  static func wide(_ exponent: Int) -> UInt128 {
    exponent < 20
      ? UInt128(limbs[exponent])
      : UInt128(productOf: limbs[19], limbs[exponent &- 19])
  }

  private static let limbs: InlineArray<20, UInt64> = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
    10_000_000_000_000_000_000,
  ]
}
