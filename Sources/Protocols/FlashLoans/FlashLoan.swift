import FixedPoint

/// The size of a flash loan that opens a leveraged position in one transaction.
///
/// Equity `E` and loan `F` become collateral; a borrow of `F + premium` repays the loan. That
/// borrow is at most `l` of the collateral when `F = l * E / (1 + premium rate - l)`; the plain
/// `l * E / (1 - l)` falls short of the premium and the transaction would revert. All amounts are
/// in one unit (collateral at the borrowed asset's price).
public struct FlashLoan: Hashable, Sendable {
  /// What is borrowed for the transaction.
  public let amount: UInt256
  /// What it costs.
  public let premium: UInt256
  /// What the position holds: equity and loan.
  public let collateral: UInt256
  /// What the position owes: loan and premium.
  public let debt: UInt256

  /// The largest loan whose debt stays within `loanToValue` (18 decimals) of the collateral.
  ///
  /// - Throws: `invalidInput` for a loan to value above 100 %, or of 100 % without premium (no
  ///   finite size); `overflow`.
  public init(
    equity: UInt256, loanToValue: UInt256, provider: FlashLoanProvider
  ) throws(ProtocolMathError) {
    let rate = UInt256(UInt128(provider.premiumRate) &* 100_000_000_000_000)
    let whole = try WadMath.wad.checkedAdding(rate)
    if loanToValue > WadMath.wad || loanToValue == whole { throw .invalidInput }
    let margin = whole &- loanToValue
    let estimate = try UInt256.wideProductOverDivisor(
      equity, loanToValue, margin, rounding: .floor)
    // Rounding of premium and limit moves the answer by less than two units over the margin.
    let slack = try (WadMath.wad &* 2).checkedDividing(by: margin, rounding: .ceiling)
      .checkedAdding(2)
    var size = estimate > slack ? estimate &- slack : .zero
    var beyond = try estimate.checkedAdding(slack)
    while beyond &- size > .one {
      let middle = size &+ ((beyond &- size) >> 1)
      let owed = try middle.checkedAdding(provider.premium(on: middle))
      let limit = try UInt256.wideProductOverDivisor(
        equity.checkedAdding(middle), loanToValue, WadMath.wad, rounding: .floor)
      if owed <= limit { size = middle } else { beyond = middle }
    }
    amount = size
    premium = try provider.premium(on: size)
    collateral = try equity.checkedAdding(size)
    debt = try size.checkedAdding(premium)
  }

  /// Collateral over equity, 18 decimals, floored.
  ///
  /// - Throws: `divisionByZero` without equity, `overflow`.
  public func leverage() throws(ProtocolMathError) -> UInt256 {
    try UInt256.wideProductOverDivisor(
      collateral, WadMath.wad, collateral.checkedSubtracting(amount), rounding: .floor)
  }

  /// The position's health factor at a liquidation threshold in basis points, 18 decimals,
  /// floored; `UInt256.max` without debt.
  ///
  /// - Throws: `overflow`.
  public func healthFactor(
    liquidationThreshold: UInt32
  ) throws(ProtocolMathError) -> UInt256 {
    if debt.isZero { return .max }
    let weighted = try collateral.checkedMultiplying(by: UInt256(UInt64(liquidationThreshold)))
    return try UInt256.wideProductOverDivisor(
      weighted, WadMath.wad, debt.checkedMultiplying(by: 10_000), rounding: .floor)
  }
}
