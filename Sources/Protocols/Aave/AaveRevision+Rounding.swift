import FixedPoint

/// How each operation rounds: half up until 3.4, in the protocol's favour since 3.5
/// (aave-v3-origin TokenMath.sol).
extension AaveRevision {
  /// Amount to scaled units when supplying.
  public var supplyRounding: Rounding { usesDirectedRounding ? .floor : .halfUp }
  /// Amount to scaled units when withdrawing or transferring.
  public var withdrawRounding: Rounding { usesDirectedRounding ? .ceiling : .halfUp }
  /// Amount to scaled units when borrowing.
  public var borrowRounding: Rounding { usesDirectedRounding ? .ceiling : .halfUp }
  /// Amount to scaled units when repaying.
  public var repayRounding: Rounding { usesDirectedRounding ? .floor : .halfUp }
  /// Scaled units to a supplier's balance.
  public var supplyBalanceRounding: Rounding { usesDirectedRounding ? .floor : .halfUp }
  /// Scaled units to a borrower's debt.
  public var debtBalanceRounding: Rounding { usesDirectedRounding ? .ceiling : .halfUp }
  /// The flash-loan premium: `percentMul` until 3.4, `percentMulCeil` since.
  public var flashPremiumRounding: Rounding { usesDirectedRounding ? .ceiling : .halfUp }

  /// Scaled units credited for supplying `amount` (token units) at `index` (ray).
  public func scaledSupply(
    of amount: UInt256, index: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    try RayMath.divide(amount, index, rounding: supplyRounding)
  }

  /// Scaled units burnt for withdrawing or transferring `amount` (token units) at `index` (ray).
  public func scaledWithdrawal(
    of amount: UInt256, index: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    try RayMath.divide(amount, index, rounding: withdrawRounding)
  }

  /// Scaled debt minted for borrowing `amount` (token units) at `index` (ray).
  public func scaledBorrow(
    of amount: UInt256, index: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    try RayMath.divide(amount, index, rounding: borrowRounding)
  }

  /// Scaled debt burnt for repaying `amount` (token units) at `index` (ray).
  public func scaledRepayment(
    of amount: UInt256, index: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    try RayMath.divide(amount, index, rounding: repayRounding)
  }

  /// A supplier's balance in token units: `AToken.balanceOf` of a `scaledBalanceOf`.
  public func supplyBalance(
    ofScaled scaled: UInt256, index: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    try RayMath.multiply(scaled, index, rounding: supplyBalanceRounding)
  }

  /// A borrower's debt in token units: `VariableDebtToken.balanceOf` of a `scaledBalanceOf`.
  public func debtBalance(
    ofScaled scaled: UInt256, index: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    try RayMath.multiply(scaled, index, rounding: debtBalanceRounding)
  }

  /// The premium in token units on a flash loan of `amount` at `premium` basis points.
  public func flashPremium(
    on amount: UInt256, premium: UInt32
  ) throws(ProtocolMathError) -> UInt256 {
    try PercentageMath.multiply(amount, basisPoints: premium, rounding: flashPremiumRounding)
  }
}
