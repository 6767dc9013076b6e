import FixedPoint
import Protocols
import TradingModel

extension SimulatedChain {
  /// Takes new market data: accrues interest, then liquidates accounts that are no longer sound.
  mutating func observe(
    _ update: MarketUpdate, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    switch update {
    case .gasPrice(let chain, let price):
      if gasPrices.indices.contains(chain.index), !price.isNegative {
        gasPrices[chain.index] = price
      }
      return
    case .reserve(let venue, let asset, let liquidityIndex, let borrowIndex, _, _):
      guard let reserve = reserveIndex(venue: venue, asset: asset),
        setIndices(reserve, liquidityIndex, borrowIndex)
      else { return }
      accrue(reserve, at: now, &events)
    case .conversionRate(let asset, let rate): prices.setProtocolRate(asset, rate)
    case .marketRate(let asset, let rate):
      prices.setMarketRate(asset, rate)
      return
    case .oraclePrice(let asset, let quote, let price, _):
      prices.setOracle(asset, quote: quote, price)
    case .quote(let id, let quote):
      guard let sum = quote.bid.adding(quote.ask),
        let middle = sum.divided(by: Rate(2), rounding: .halfEven)
      else { return }
      observeSpot(id, middle)
    case .bar(let id, let bar): observeSpot(id, bar.close)
    case .open(let id, let price): observeSpot(id, price)
    default: return
    }
    liquidate(at: now, &events)
  }

  private mutating func observeSpot(_ id: InstrumentID, _ price: Price) {
    guard catalog.instruments.indices.contains(id.index), catalog[id].market == .spot else {
      return
    }
    prices.setExchange(catalog[id].base, quote: catalog[id].quote, price)
  }

  /// The first indices seen turn balances counted at one into scaled units.
  private mutating func setIndices(_ reserve: Int, _ liquidity: Rate, _ borrow: Rate) -> Bool {
    guard let supplyIndex = UInt256(liquidity.value, decimals: 27, rounding: .down),
      let debtIndex = UInt256(borrow.value, decimals: 27, rounding: .down),
      !supplyIndex.isZero, !debtIndex.isZero
    else { return false }
    if !reserves[reserve].isObserved {
      for wallet in wallets.indices {
        let supplied = wallets[wallet].toldSupply[reserve]
        let owed = wallets[wallet].toldDebt[reserve]
        if let scaled = try? RayMath.divide(supplied, supplyIndex, rounding: .ceiling) {
          wallets[wallet].scaledSupply[reserve] = scaled
        }
        if let scaled = try? RayMath.divide(owed, debtIndex, rounding: .floor) {
          wallets[wallet].scaledDebt[reserve] = scaled
        }
      }
      reserves[reserve].isObserved = true
    }
    reserves[reserve].liquidityIndex = supplyIndex
    reserves[reserve].borrowIndex = debtIndex
    return true
  }

  private mutating func accrue(
    _ reserve: Int, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    let terms = reserves[reserve].reserve
    for wallet in wallets.indices {
      var movements: [Movement] = []
      let saved = wallets[wallet]
      do {
        let earned = try accrueSupply(wallet, reserve)
        let owed = try accrueDebt(wallet, reserve)
        if !earned.isZero {
          let key = PositionKey(venue: terms.venue, type: .aToken, asset: terms.asset)
          movements.append(Movement(key: key, amount: earned, cause: .interest))
        }
        if !owed.isZero {
          let key = PositionKey(venue: terms.venue, type: .debtToken, asset: terms.asset)
          movements.append(Movement(key: key, amount: owed, cause: .borrowInterest))
        }
      } catch {
        wallets[wallet] = saved
        continue
      }
      tell(movements, wallet: wallet, venue: terms.venue, "interest", at: now, &events)
    }
  }

  /// Tells changes made by a venue, no earlier than results still on their way.
  private func tell(
    _ movements: [Movement], wallet: Int, venue: VenueID, _ reason: String, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    if movements.isEmpty { return }
    events.append(
      ScheduledEvent(
        time: max(now, wallets[wallet].toldUntil),
        event: .movements(venue: venue, movements, reason: reason)))
  }

  /// Liquidates unsound accounts: a liquidator repays as much of the largest debt as Aave's close
  /// factor allows and takes the largest collateral with its bonus, until the account is sound or
  /// eight rounds are over.
  private mutating func liquidate(at now: Timestamp, _ events: inout [ScheduledEvent]) {
    for wallet in wallets.indices {
      for venue in lendingVenues {
        for _ in 0..<8 {
          let saved = wallets[wallet]
          guard let movements = try? liquidateOnce(wallet, venue), !movements.isEmpty else {
            wallets[wallet] = saved
            break
          }
          tell(movements, wallet: wallet, venue: venue, "liquidation", at: now, &events)
        }
      }
    }
  }

  private mutating func liquidateOnce(
    _ wallet: Int, _ venue: VenueID
  ) throws -> [Movement] {
    guard let (account, collaterals, debts) = try account(wallet: wallet, venue: venue) else {
      return []
    }
    let data = try account.data()
    guard data.isLiquidatable,
      let collateral = Self.largest(account.collaterals.map { ($0.amount, $0.price, $0.decimals) }),
      let debt = Self.largest(account.debts.map { ($0.amount, $0.price, $0.decimals) })
    else { return [] }
    let seized = account.collaterals[collateral]
    let reserve = reserves[collaterals[collateral]].reserve
    let value = try AaveAccount.value(
      seized.amount, decimals: seized.decimals, price: seized.price, rounding: .floor)
    let repayment = try AaveLiquidation.maximumRepayment(
      of: account.debts[debt], collateralValue: value, account: data,
      revision: options.aaveRevision)
    let bonus =
      seized.isInEfficiencyMode
      ? account.efficiencyMode?.liquidationBonus
      : Self.basisPoints(reserve.liquidationBonus) &+ 10_000
    let seizure = try AaveLiquidation.seizure(
      repaying: repayment, of: account.debts[debt], from: seized, bonus: bonus ?? 10_000,
      protocolFee: 0, revision: options.aaveRevision)
    return try apply(
      seizure, wallet: wallet, collateral: collaterals[collateral], debt: debts[debt])
  }

  private mutating func apply(
    _ seizure: AaveSeizure, wallet: Int, collateral: Int, debt: Int
  ) throws -> [Movement] {
    let lost = min(
      try options.aaveRevision.scaledWithdrawal(
        of: seizure.collateralToLiquidator, index: reserves[collateral].liquidityIndex),
      wallets[wallet].scaledSupply[collateral])
    let repaid = min(
      try options.aaveRevision.scaledRepayment(
        of: seizure.debtRepaid, index: reserves[debt].borrowIndex),
      wallets[wallet].scaledDebt[debt])
    wallets[wallet].scaledSupply[collateral] = wallets[wallet].scaledSupply[collateral] &- lost
    wallets[wallet].scaledDebt[debt] = wallets[wallet].scaledDebt[debt] &- repaid
    let supplyChange = try accrueSupply(wallet, collateral)
    let debtChange = try accrueDebt(wallet, debt)
    let (given, paid) = (reserves[collateral].reserve, reserves[debt].reserve)
    return [
      Movement(
        key: PositionKey(venue: given.venue, type: .aToken, asset: given.asset),
        amount: supplyChange, cause: .liquidation),
      Movement(
        key: PositionKey(venue: paid.venue, type: .debtToken, asset: paid.asset),
        amount: debtChange, cause: .liquidation),
    ].filter { !$0.amount.isZero }
  }

  private static func largest(_ parts: [(UInt256, UInt256, Int)]) -> Int? {
    var best: (index: Int, value: UInt256)?
    for (index, part) in parts.enumerated() {
      let value = try? AaveAccount.value(
        part.0, decimals: part.2, price: part.1, rounding: .floor)
      guard let value else { continue }
      if best.map({ value > $0.value }) ?? true { best = (index, value) }
    }
    return best?.index
  }
}
