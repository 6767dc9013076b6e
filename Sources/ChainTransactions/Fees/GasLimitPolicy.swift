/// How much gas a transaction may use, from what a node estimated.
public struct GasLimitPolicy: Hashable, Sendable {
  /// Added to the estimate, in hundredths: state moves between the estimate and the block.
  public var headroomPercent: UInt64
  /// The most of one transaction; 2^24 since Osaka (EIP-7825).
  public var maximum: UInt64

  /// A policy; by default a fifth more, at most 2^24.
  public init(headroomPercent: UInt64 = 20, maximum: UInt64 = 1 << 24) {
    self.headroomPercent = headroomPercent
    self.maximum = maximum
  }

  /// The limit for an estimate, at least `floor` (the intrinsic gas and calldata floor); nil when
  /// even the bare estimate exceeds the maximum.
  public func limit(estimate: UInt64, floor: UInt64) -> UInt64? {
    let needed = max(estimate, floor)
    guard needed <= maximum else { return nil }
    let (product, overflow) = needed.multipliedReportingOverflow(by: headroomPercent)
    let (sum, tooMuch) = needed.addingReportingOverflow(overflow ? 0 : product / 100)
    return overflow || tooMuch ? maximum : min(sum, maximum)
  }
}
