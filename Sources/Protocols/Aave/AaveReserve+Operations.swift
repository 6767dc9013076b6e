import FixedPoint

/// The Pool's four operations on one reserve (aave-v3-origin SupplyLogic.sol, BorrowLogic.sol,
/// ValidationLogic.sol). The account's own limits (health factor) are `AaveAccount`'s.
///
/// A throwing operation leaves the reserve unchanged.
extension AaveReserve {
  /// Supplies `amount` token units; the account gains the scaled units returned.
  ///
  /// - Throws: `reserveUnavailable`, `zeroAmount`, `supplyCapExceeded`, arithmetic errors.
  public mutating func supply(
    _ amount: UInt256, at time: UInt64
  ) throws(ProtocolMathError) -> AaveTokenChange {
    try requireOpen(toNewPositions: true)
    if amount.isZero { throw .zeroAmount }
    var next = self
    try next.accrue(to: time)
    let scaled = try revision.scaledSupply(of: amount, index: next.liquidityIndex)
    if scaled.isZero { throw .zeroAmount }
    try next.requireWithinSupplyCap(adding: amount, scaled: scaled)
    next.scaledSupply = try next.scaledSupply.checkedAdding(scaled)
    try next.updateRates(liquidityAdded: amount)
    self = next
    return AaveTokenChange(amount: amount, scaledAmount: scaled)
  }

  /// Withdraws `amount` token units from an account holding `scaledBalance`; `UInt256.max` is
  /// all of it. The account loses the scaled units returned.
  ///
  /// - Throws: `reserveUnavailable`, `zeroAmount`, `insufficientBalance`,
  ///   `insufficientLiquidity`, arithmetic errors.
  public mutating func withdraw(
    _ amount: UInt256, scaledBalance: UInt256, at time: UInt64
  ) throws(ProtocolMathError) -> AaveTokenChange {
    try requireOpen(toNewPositions: false)
    if amount.isZero { throw .zeroAmount }
    var next = self
    try next.accrue(to: time)
    let balance = try revision.supplyBalance(ofScaled: scaledBalance, index: next.liquidityIndex)
    let taken = amount == .max ? balance : amount
    if taken > balance { throw .insufficientBalance }
    let scaled = try revision.scaledWithdrawal(of: taken, index: next.liquidityIndex)
    if scaled.isZero { throw .zeroAmount }
    if scaled > scaledBalance { throw .insufficientBalance }
    next.scaledSupply = try next.scaledSupply.checkedSubtracting(scaled)
    try next.updateRates(liquidityTaken: taken)
    self = next
    return AaveTokenChange(amount: taken, scaledAmount: scaled)
  }

  /// Borrows `amount` token units; the account's debt gains the scaled units returned.
  ///
  /// - Throws: `reserveUnavailable`, `zeroAmount`, `borrowCapExceeded`,
  ///   `insufficientLiquidity`, arithmetic errors.
  public mutating func borrow(
    _ amount: UInt256, at time: UInt64
  ) throws(ProtocolMathError) -> AaveTokenChange {
    try requireOpen(toNewPositions: true)
    if !configuration.isBorrowingEnabled { throw .reserveUnavailable }
    if amount.isZero { throw .zeroAmount }
    var next = self
    try next.accrue(to: time)
    let scaled = try revision.scaledBorrow(of: amount, index: next.variableBorrowIndex)
    if scaled.isZero { throw .zeroAmount }
    try next.requireWithinBorrowCap(adding: amount, scaled: scaled)
    next.scaledDebt = try next.scaledDebt.checkedAdding(scaled)
    try next.updateRates(liquidityTaken: amount)
    self = next
    return AaveTokenChange(amount: amount, scaledAmount: scaled)
  }

  /// Repays `amount` token units of a debt of `scaledDebt` units; more than is owed, and
  /// `UInt256.max`, repays all. The account's debt loses the scaled units returned.
  ///
  /// - Throws: `reserveUnavailable`, `zeroAmount`, `insufficientBalance` (no debt), arithmetic
  ///   errors.
  public mutating func repay(
    _ amount: UInt256, scaledDebt accountDebt: UInt256, at time: UInt64
  ) throws(ProtocolMathError) -> AaveTokenChange {
    try requireOpen(toNewPositions: false)
    if amount.isZero { throw .zeroAmount }
    if accountDebt.isZero { throw .insufficientBalance }
    var next = self
    try next.accrue(to: time)
    let owed = try revision.debtBalance(ofScaled: accountDebt, index: next.variableBorrowIndex)
    let paid = amount < owed ? amount : owed
    let scaled = try revision.scaledRepayment(of: paid, index: next.variableBorrowIndex)
    if scaled.isZero { throw .zeroAmount }
    if scaled > accountDebt { throw .insufficientBalance }
    next.scaledDebt = try next.scaledDebt.checkedSubtracting(scaled)
    try next.updateRates(liquidityAdded: paid)
    self = next
    return AaveTokenChange(amount: paid, scaledAmount: scaled)
  }

  private func requireOpen(toNewPositions: Bool) throws(ProtocolMathError) {
    if !configuration.isActive || configuration.isPaused { throw .reserveUnavailable }
    if toNewPositions && configuration.isFrozen { throw .reserveUnavailable }
  }

  /// Since 3.5 the cap is measured on the floored total after the mint, before on old + amount.
  private func requireWithinSupplyCap(
    adding amount: UInt256, scaled: UInt256
  ) throws(ProtocolMathError) {
    if configuration.supplyCap == 0 { return }
    let cap = try UInt256(configuration.supplyCap)
      .checkedMultiplying(by: UInt256.tokenUnit(decimals: configuration.decimals))
    let existing = try scaledSupply.checkedAdding(accruedToTreasury)
    let total: UInt256
    if revision.usesDirectedRounding {
      total = try revision.supplyBalance(
        ofScaled: existing.checkedAdding(scaled), index: liquidityIndex)
    } else {
      total = try revision.supplyBalance(ofScaled: existing, index: liquidityIndex)
        .checkedAdding(amount)
    }
    if total > cap { throw .supplyCapExceeded }
  }

  private func requireWithinBorrowCap(
    adding amount: UInt256, scaled: UInt256
  ) throws(ProtocolMathError) {
    if configuration.borrowCap == 0 { return }
    let cap = try UInt256(configuration.borrowCap)
      .checkedMultiplying(by: UInt256.tokenUnit(decimals: configuration.decimals))
    let total: UInt256
    if revision.usesDirectedRounding {
      total = try revision.debtBalance(
        ofScaled: scaledDebt.checkedAdding(scaled), index: variableBorrowIndex)
    } else {
      total = try totalDebt().checkedAdding(amount)
    }
    if total > cap { throw .borrowCapExceeded }
  }
}
