import FixedPoint

/// The base fee of the next block (EIP-1559). All fees in wei a unit of gas.
public enum BaseFee {
  /// The next block's base fee, each division floored in the order of the EIP; nil when the gas
  /// limit is below 2 or the result does not fit 256 bits. Ethereum's elasticity is 2 and its
  /// denominator 8; other chains differ.
  public static func next(
    after parentBaseFee: UInt256, gasUsed: UInt64, gasLimit: UInt64, elasticity: UInt64 = 2,
    denominator: UInt64 = 8
  ) -> UInt256? {
    guard elasticity > 0, denominator > 0, gasLimit >= elasticity else { return nil }
    let target = gasLimit / elasticity
    if gasUsed == target { return parentBaseFee }
    let distance = gasUsed > target ? gasUsed - target : target - gasUsed
    let (product, overflow) = parentBaseFee.multipliedReportingOverflow(by: UInt256(distance))
    guard !overflow else { return nil }
    let change = product / UInt256(target) / UInt256(denominator)
    if gasUsed > target {
      let (sum, overflow) = parentBaseFee.addingReportingOverflow(max(change, .one))
      return overflow ? nil : sum
    }
    return change < parentBaseFee ? parentBaseFee - change : .zero
  }

  /// The highest base fee that `blocks` more full blocks can bring: an eighth more each time,
  /// at least one wei; nil beyond 256 bits or above 1,024 blocks.
  public static func highest(after baseFee: UInt256, blocks: Int) -> UInt256? {
    guard (0...1_024).contains(blocks) else { return nil }
    var fee = baseFee
    for _ in 0..<blocks {
      let (sum, overflow) = fee.addingReportingOverflow(max(fee >> 3, .one))
      if overflow { return nil }
      fee = sum
    }
    return fee
  }
}
