import FixedPoint

/// A reserve's two yearly rates in ray.
public struct AaveInterestRates: Hashable, Sendable {
  /// What suppliers earn.
  public var liquidityRate: UInt256
  /// What borrowers pay.
  public var variableBorrowRate: UInt256

  /// Both rates in ray.
  public init(liquidityRate: UInt256, variableBorrowRate: UInt256) {
    self.liquidityRate = liquidityRate
    self.variableBorrowRate = variableBorrowRate
  }
}
