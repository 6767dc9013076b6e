import FixedPoint
import Protocols
import TradingModel

extension SimulatedChain {
  mutating func supply(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let reserve = try reserve(of: step)
    let amount = try amount(of: step, whole: balance(step.token, context), context)
    let state = reserves[reserve]
    let scaled = try ray(
      try? options.aaveRevision.scaledSupply(of: amount, index: state.liquidityIndex))
    if scaled.isZero { throw SimulatedRevert("zero amount") }
    try take(step.token, amount, .conversion, &context)
    let old = wallets[context.wallet].scaledSupply[reserve]
    wallets[context.wallet].scaledSupply[reserve] = try sum(old, scaled)
    try tellSupply(reserve, moved: quantity(amount, of: step.token), &context)
    if let cap = state.reserve.supplyCap,
      try quantity(wallets[context.wallet].toldSupply[reserve], of: step.token) > cap
    {
      throw SimulatedRevert("supply cap exceeded")
    }
    return nil
  }

  mutating func withdraw(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let reserve = try reserve(of: step)
    let held = wallets[context.wallet].toldSupply[reserve]
    let amount = try amount(of: step, whole: held, context)
    if amount > held { throw SimulatedRevert("insufficient supply") }
    let index = reserves[reserve].liquidityIndex
    let owned = wallets[context.wallet].scaledSupply[reserve]
    var scaled = try ray(try? options.aaveRevision.scaledWithdrawal(of: amount, index: index))
    if amount == held || scaled > owned { scaled = owned }
    wallets[context.wallet].scaledSupply[reserve] = owned &- scaled
    try tellSupply(reserve, moved: -(try quantity(amount, of: step.token)), &context)
    let output = try give(step.token, amount, .conversion, &context)
    try requireSound(context.wallet, venue: step.venue)
    return output
  }

  mutating func borrow(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let reserve = try reserve(of: step)
    let terms = reserves[reserve].reserve
    let category = wallets[context.wallet].eMode[step.venue.index]
    if category != 0, terms.eModeCategory != category {
      throw SimulatedRevert("\(catalog[step.token].symbol) is not in the e-mode category")
    }
    let amount = try amount(of: step, whole: nil, context)
    let index = reserves[reserve].borrowIndex
    let scaled = try ray(try? options.aaveRevision.scaledBorrow(of: amount, index: index))
    let old = wallets[context.wallet].scaledDebt[reserve]
    wallets[context.wallet].scaledDebt[reserve] = try sum(old, scaled)
    try tellDebt(reserve, moved: quantity(amount, of: step.token), &context)
    if let cap = terms.borrowCap,
      try quantity(wallets[context.wallet].toldDebt[reserve], of: step.token) > cap
    {
      throw SimulatedRevert("borrow cap exceeded")
    }
    let output = try give(step.token, amount, .conversion, &context)
    try requireBorrowingPower(context.wallet, venue: step.venue)
    return output
  }

  mutating func repay(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let reserve = try reserve(of: step)
    let owed = wallets[context.wallet].toldDebt[reserve]
    if owed.isZero { throw SimulatedRevert("no debt") }
    let amount = min(try amount(of: step, whole: owed, context), owed)
    let index = reserves[reserve].borrowIndex
    let owes = wallets[context.wallet].scaledDebt[reserve]
    var scaled = try ray(try? options.aaveRevision.scaledRepayment(of: amount, index: index))
    if amount == owed || scaled > owes { scaled = owes }
    try take(step.token, amount, .conversion, &context)
    wallets[context.wallet].scaledDebt[reserve] = owes &- scaled
    try tellDebt(reserve, moved: -(try quantity(amount, of: step.token)), &context)
    return nil
  }

  mutating func setEMode(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let category = step.category ?? 0
    guard wallets[context.wallet].eMode.indices.contains(step.venue.index) else {
      throw SimulatedRevert("unknown venue")
    }
    if category != 0 {
      guard eMode(step.venue, category) != nil else {
        throw SimulatedRevert("unknown e-mode category")
      }
      for (index, state) in reserves.enumerated() where state.reserve.venue == step.venue {
        let hasDebt = !wallets[context.wallet].toldDebt[index].isZero
        if hasDebt, state.reserve.eModeCategory != category {
          throw SimulatedRevert("a debt is not in the e-mode category")
        }
      }
    }
    wallets[context.wallet].eMode[step.venue.index] = category
    try requireSound(context.wallet, venue: step.venue)
    return nil
  }

  mutating func setCollateral(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let reserve = try reserve(of: step)
    wallets[context.wallet].isCollateral[reserve] = step.enabled ?? true
    try requireSound(context.wallet, venue: step.venue)
    return nil
  }

  /// Brings the told supply up to date: the moved tokens as conversion, what the index or rounding
  /// added as interest.
  private mutating func tellSupply(
    _ reserve: Int, moved: Quantity, _ context: inout StepContext
  ) throws(SimulatedRevert) {
    let terms = reserves[reserve].reserve
    let key = PositionKey(venue: terms.venue, type: .aToken, asset: terms.asset)
    context.movements.append(Movement(key: key, amount: moved, cause: .conversion))
    let drift = try accrueSupply(context.wallet, reserve).subtracting(moved)
    guard let drift else { throw SimulatedRevert("amount too large") }
    if !drift.isZero {
      context.movements.append(Movement(key: key, amount: drift, cause: .interest))
    }
  }

  private mutating func tellDebt(
    _ reserve: Int, moved: Quantity, _ context: inout StepContext
  ) throws(SimulatedRevert) {
    let terms = reserves[reserve].reserve
    let key = PositionKey(venue: terms.venue, type: .debtToken, asset: terms.asset)
    context.movements.append(Movement(key: key, amount: moved, cause: .conversion))
    let drift = try accrueDebt(context.wallet, reserve).subtracting(moved)
    guard let drift else { throw SimulatedRevert("amount too large") }
    if !drift.isZero {
      context.movements.append(Movement(key: key, amount: drift, cause: .borrowInterest))
    }
  }

  /// Recounts a wallet's supply at the current index and returns the change since last told.
  mutating func accrueSupply(_ wallet: Int, _ reserve: Int) throws(SimulatedRevert) -> Quantity {
    let asset = reserves[reserve].reserve.asset
    let now = try ray(
      try? options.aaveRevision.supplyBalance(
        ofScaled: wallets[wallet].scaledSupply[reserve], index: reserves[reserve].liquidityIndex))
    let before = try quantity(wallets[wallet].toldSupply[reserve], of: asset)
    let after = try quantity(now, of: asset)
    wallets[wallet].toldSupply[reserve] = now
    return after - before
  }

  /// Recounts a wallet's debt at the current index and returns the change since last told.
  mutating func accrueDebt(_ wallet: Int, _ reserve: Int) throws(SimulatedRevert) -> Quantity {
    let asset = reserves[reserve].reserve.asset
    let now = try ray(
      try? options.aaveRevision.debtBalance(
        ofScaled: wallets[wallet].scaledDebt[reserve], index: reserves[reserve].borrowIndex))
    let before = try quantity(wallets[wallet].toldDebt[reserve], of: asset)
    let after = try quantity(now, of: asset)
    wallets[wallet].toldDebt[reserve] = now
    return after - before
  }

  private func reserve(of step: ChainStep) throws(SimulatedRevert) -> Int {
    guard let index = reserveIndex(venue: step.venue, asset: step.token) else {
      throw SimulatedRevert("\(catalog[step.token].symbol) is no reserve there")
    }
    return index
  }

  private func ray(_ value: UInt256?) throws(SimulatedRevert) -> UInt256 {
    guard let value else { throw SimulatedRevert("amount too large") }
    return value
  }

  private func sum(_ first: UInt256, _ second: UInt256) throws(SimulatedRevert) -> UInt256 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    if overflow { throw SimulatedRevert("amount too large") }
    return sum
  }
}
