import FixedPoint

/// Ticks and square-root prices of Uniswap v3 (v3-core TickMath.sol).
///
/// A tick is a power of 1.0001 of the price; a square-root price is a Q64.96 of token1 per token0.
public enum UniswapV3TickMath {
  /// Lowest tick.
  public static let minimumTick = -887_272
  /// Highest tick.
  public static let maximumTick = 887_272
  /// Square-root price at the lowest tick, Q64.96.
  public static var minimumSquareRootPrice: UInt256 { 4_295_128_739 }
  /// Square-root price at the highest tick, Q64.96; prices stay below it.
  public static var maximumSquareRootPrice: UInt256 {
    1_461_446_703_485_210_103_287_273_052_203_988_822_378_723_970_342
  }

  /// `2^128 / 1.0001^(2^(bit - 1))`, rounded to the nearest, for each bit of a tick.
  private static let factors: [UInt128] = [
    0xfffc_b933_bd6f_ad37_aa2d_162d_1a59_4001, 0xfff9_7272_373d_4132_59a4_6990_580e_213a,
    0xfff2_e50f_5f65_6932_ef12_357c_f3c7_fdcc, 0xffe5_caca_7e10_e4e6_1c36_24ea_a094_1cd0,
    0xffcb_9843_d60f_6159_c9db_5883_5c92_6644, 0xff97_3b41_fa98_c081_472e_6896_dfb2_54c0,
    0xff2e_a164_66c9_6a38_43ec_78b3_26b5_2861, 0xfe5d_ee04_6a99_a2a8_11c4_61f1_969c_3053,
    0xfcbe_86c7_900a_88ae_dcff_c83b_479a_a3a4, 0xf987_a725_3ac4_1317_6f2b_074c_f781_5e54,
    0xf339_2b08_22b7_0005_940c_7a39_8e4b_70f3, 0xe715_9475_a2c2_9b74_43b2_9c7f_a6e8_89d9,
    0xd097_f3bd_fd20_22b8_845a_d8f7_92aa_5825, 0xa9f7_4646_2d87_0fdf_8a65_dc1f_90e0_61e5,
    0x70d8_69a1_56d2_a1b8_90bb_3df6_2baf_32f7, 0x31be_135f_97d0_8fd9_8123_1505_542f_cfa6,
    0x09aa_508b_5b7a_84e1_c677_de54_f3e9_9bc9, 0x005d_6af8_dedb_8119_6699_c329_225e_e604,
    0x0000_2216_e584_f5fa_1ea9_2604_1bed_fe98, 0x0000_0000_048a_1703_91f7_dc42_444e_8fa2,
  ]

  /// The square-root price at `tick`, Q64.96, rounded up: `getSqrtRatioAtTick`.
  ///
  /// - Throws: `invalidInput` beyond the lowest and highest tick.
  public static func squareRootPrice(atTick tick: Int) throws(ProtocolMathError) -> UInt256 {
    if tick < minimumTick || tick > maximumTick { throw .invalidInput }
    if tick == 0 { return UniswapV3SquareRootPriceMath.q96 }
    let magnitude = tick.magnitude
    var inverse: UInt128?
    for (bit, factor) in factors.enumerated() where magnitude >> UInt(bit) & 1 == 1 {
      inverse = inverse.map { $0.multipliedFullWidth(by: factor).high } ?? factor
    }
    var ratio = UInt256(inverse ?? .max)
    if tick > 0 { ratio = try UInt256.max.checkedDividing(by: ratio, rounding: .floor) }
    let isInexact = ratio.low & 0xffff_ffff != 0
    return (ratio >> 32) &+ (isInexact ? .one : .zero)
  }

  /// The highest tick whose square-root price is at most `price`: `getTickAtSqrtRatio`.
  ///
  /// - Throws: `invalidInput` below the lowest price, or at or above the highest.
  public static func tick(atSquareRootPrice price: UInt256) throws(ProtocolMathError) -> Int {
    if price < minimumSquareRootPrice || price >= maximumSquareRootPrice { throw .invalidInput }
    // A doubling of the square-root price is between 13,863 and 13,864 ticks.
    let exponent = price.significantBits - 97
    var low = max(minimumTick, exponent * 13_863 - (exponent < 0 ? -exponent : 0) - 1)
    var high = min(maximumTick, (exponent + 1) * 13_864 + abs(exponent) + 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try squareRootPrice(atTick: middle) <= price { low = middle } else { high = middle }
    }
    return low
  }
}
