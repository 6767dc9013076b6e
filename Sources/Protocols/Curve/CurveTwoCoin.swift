import FixedPoint

/// Curve's StableSwap with two coins of 18 decimals
/// (curve-contract pool-templates, StableSwapSTETH.vy).
///
/// All integer orders, the `- 1` and the stop at a difference of one are the contract's.
public struct CurveTwoCoin: Hashable, Sendable {
  /// The fee's denominator: 1e10.
  public static var feeDenominator: UInt256 { 10_000_000_000 }
  static let maximumRounds = 255

  /// Balance of coin 0 without admin fees, token units.
  public var balance0: UInt256
  /// Balance of coin 1 without admin fees, token units.
  public var balance1: UInt256
  /// The amplification as the contract stores it (with two more digits where it has them).
  public var amplification: UInt256
  /// The fee in 1e-10 of the output.
  public var fee: UInt256
  /// The admin's share of the fee in 1e-10; it leaves the balances.
  public var adminFee: UInt256
  /// Which generation of the code holds.
  public var generation: CurveGeneration

  /// A pool by its state.
  public init(
    balance0: UInt256, balance1: UInt256, amplification: UInt256, fee: UInt256,
    adminFee: UInt256 = .zero, generation: CurveGeneration
  ) {
    self.balance0 = balance0
    self.balance1 = balance1
    self.amplification = amplification
    self.fee = fee
    self.adminFee = adminFee
    self.generation = generation
  }

  /// The invariant D by Newton's method: `get_D`.
  ///
  /// - Throws: `noConvergence`, `divisionByZero` with one balance empty, `underflow` for an
  ///   amplification of zero, `overflow`.
  public func invariant() throws(ProtocolMathError) -> UInt256 {
    let sum = try balance0.checkedAdding(balance1)
    if sum.isZero { return .zero }
    let precision = generation.amplificationPrecision
    let ann = try amplification.checkedMultiplying(by: 2)
    let annLess = try ann.checkedSubtracting(precision)
    let weighted = try UInt256.productOverDivisor(ann, sum, precision, rounding: .floor)
    let guardUnit: UInt256 = generation == .guardedDivision ? 1 : 0
    let divisor0 = try balance0.checkedMultiplying(by: 2).checkedAdding(guardUnit)
    let divisor1 = try balance1.checkedMultiplying(by: 2).checkedAdding(guardUnit)
    var result = sum
    for _ in 0..<Self.maximumRounds {
      let first = try UInt256.productOverDivisor(result, result, divisor0, rounding: .floor)
      let product = try UInt256.productOverDivisor(first, result, divisor1, rounding: .floor)
      let numerator = try weighted.checkedAdding(product.checkedMultiplying(by: 2))
        .checkedMultiplying(by: result)
      let denominator = try UInt256.productOverDivisor(
        annLess, result, precision, rounding: .floor
      ).checkedAdding(product.checkedMultiplying(by: 3))
      let next = try numerator.checkedDividing(by: denominator, rounding: .floor)
      if Self.isSettled(next, result) { return next }
      result = next
    }
    throw .noConvergence
  }

  /// The other coin's balance at which the invariant holds when one coin's is `known`: `get_y`.
  ///
  /// - Throws: `noConvergence`, `divisionByZero`, `underflow`, `overflow`.
  public func otherBalance(whenOneIs known: UInt256) throws(ProtocolMathError) -> UInt256 {
    let invariant = try invariant()
    let precision = generation.amplificationPrecision
    let ann = try amplification.checkedMultiplying(by: 2)
    var constant = try UInt256.productOverDivisor(
      invariant, invariant, known.checkedMultiplying(by: 2), rounding: .floor)
    constant = try constant.checkedMultiplying(by: invariant)
      .checkedMultiplying(by: precision)
      .checkedDividing(by: ann.checkedMultiplying(by: 2), rounding: .floor)
    let linear = try known.checkedAdding(
      UInt256.productOverDivisor(invariant, precision, ann, rounding: .floor))
    var result = invariant
    for _ in 0..<Self.maximumRounds {
      let numerator = try result.checkedMultiplying(by: result).checkedAdding(constant)
      let denominator = try result.checkedMultiplying(by: 2).checkedAdding(linear)
        .checkedSubtracting(invariant)
      let next = try numerator.checkedDividing(by: denominator, rounding: .floor)
      if Self.isSettled(next, result) { return next }
      result = next
    }
    throw .noConvergence
  }

  /// What paying in `amount` of coin 0 (or of coin 1) buys of the other, after fee: `get_dy`.
  ///
  /// - Throws: `zeroAmount`, `underflow` where nothing is left to pay, and as `otherBalance`.
  public func amountOut(
    forInput amount: UInt256, zeroForOne: Bool
  ) throws(ProtocolMathError) -> UInt256 {
    try swapParts(amount, zeroForOne: zeroForOne).paid
  }

  /// Swaps, and leaves the balances as `exchange` does.
  ///
  /// - Throws: as `amountOut`; the pool is then unchanged.
  public mutating func exchange(
    _ amount: UInt256, zeroForOne: Bool
  ) throws(ProtocolMathError) -> UInt256 {
    let (paid, fee) = try swapParts(amount, zeroForOne: zeroForOne)
    let admin = try UInt256.productOverDivisor(
      fee, adminFee, Self.feeDenominator, rounding: .floor)
    let leaving = try paid.checkedAdding(admin)
    let joined = try (zeroForOne ? balance0 : balance1).checkedAdding(amount)
    let rest = try (zeroForOne ? balance1 : balance0).checkedSubtracting(leaving)
    balance0 = zeroForOne ? joined : rest
    balance1 = zeroForOne ? rest : joined
    return paid
  }

  private func swapParts(
    _ amount: UInt256, zeroForOne: Bool
  ) throws(ProtocolMathError) -> (paid: UInt256, fee: UInt256) {
    if amount.isZero { throw .zeroAmount }
    let (from, into) = zeroForOne ? (balance0, balance1) : (balance1, balance0)
    let other = try otherBalance(whenOneIs: from.checkedAdding(amount))
    let gross = try into.checkedSubtracting(other).checkedSubtracting(.one)
    let taken = try UInt256.productOverDivisor(
      gross, fee, Self.feeDenominator, rounding: .floor)
    return (try gross.checkedSubtracting(taken), taken)
  }

  private static func isSettled(_ first: UInt256, _ second: UInt256) -> Bool {
    (first > second ? first &- second : second &- first) <= .one
  }
}
