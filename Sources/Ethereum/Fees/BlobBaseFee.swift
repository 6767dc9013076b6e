import FixedPoint

/// The price of blob gas (EIP-4844), in wei a unit.
public enum BlobBaseFee {
  /// The update fraction of Cancun.
  public static let cancunFraction: UInt64 = 3_338_477
  /// The update fraction of Prague (EIP-7691). Later forks bring their own with the chain's
  /// configuration (EIP-7892).
  public static let pragueFraction: UInt64 = 5_007_716

  /// The blob base fee: `fake_exponential(1, excess, fraction)`; nil for a zero fraction or beyond
  /// 256 bits.
  public static func fee(excessBlobGas: UInt64, fraction: UInt64) -> UInt256? {
    guard fraction > 0 else { return nil }
    let excess = UInt256(excessBlobGas)
    let denominator = UInt256(fraction)
    var output = UInt256.zero
    var term = denominator
    var index: UInt64 = 1
    while !term.isZero {
      let (sum, overflow) = output.addingReportingOverflow(term)
      let (product, productOverflow) = term.multipliedReportingOverflow(by: excess)
      if overflow || productOverflow { return nil }
      output = sum
      term = product / (denominator * UInt256(index))
      index += 1
    }
    return output / denominator
  }
}
