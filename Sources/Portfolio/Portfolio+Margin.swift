import FixedPoint
import TradingModel

/// One open perpetual in an account.
private struct OpenPerp {
  let instrument: Instrument
  let notional: Decimal18
  let isLong: Bool
}

extension Portfolio {
  /// Margin of every exchange with perpetual positions, ascending by venue: for each settle asset
  /// an entry of the cross positions, which share its balance, then one of each isolated position,
  /// which has only what is set aside for it.
  func marginHealth(_ keys: [PositionKey]) -> [MarginHealth] {
    var result: [MarginHealth] = []
    for venue in catalog.venues.indices {
      let held = keys.compactMap { key -> InstrumentID? in
        guard key.venue.index == venue, case .instrument(let id) = key.subject else { return nil }
        return id
      }
      if held.isEmpty { continue }
      for asset in catalog.assets.indices {
        let account = held.filter { catalog[$0].settle.index == asset }
        let isolated = account.filter { perps[$0.index].isIsolated }
        let cross = account.filter { !perps[$0.index].isIsolated }
        if !cross.isEmpty {
          let key = PositionKey(venue: VenueID(venue), asset: AssetID(asset))
          let backing = isolated.reduce(book.amount(of: key).value) {
            RiskArithmetic.sum($0, -Decimal18(mantissa: perps[$1.index].isolatedMargin))
          }
          result.append(margin(venue: VenueID(venue), backing: backing, cross))
        }
        for id in isolated {
          let backing = Decimal18(mantissa: perps[id.index].isolatedMargin)
          result.append(margin(venue: VenueID(venue), backing: backing, [id], isIsolated: true))
        }
      }
    }
    return result
  }

  /// Margin of positions that stand and fall together, with what backs them. The initial margin of
  /// an isolated one is what is set aside for it.
  private func margin(
    venue: VenueID, backing: Decimal18, _ positions: [InstrumentID], isIsolated: Bool = false
  ) -> MarginHealth {
    var equity = backing
    var notional = Decimal18.zero
    var initial = isIsolated ? backing : .zero
    var maintenance = Decimal18.zero
    var open: [OpenPerp] = []
    for id in positions {
      let state = perps[id.index]
      let instrument = catalog[id]
      let value = Decimal18(
        mantissa: Bounds.product(state.size.magnitudeAsSigned, state.mark) ?? Int128(Bounds.amount))
      equity = RiskArithmetic.sum(equity, Decimal18(mantissa: state.profit))
      notional = RiskArithmetic.sum(notional, value)
      if !isIsolated {
        initial = RiskArithmetic.sum(
          initial, MarginTable.initialMargin(Money(value), of: instrument).value)
      }
      maintenance = RiskArithmetic.sum(
        maintenance, MarginTable.maintenanceMargin(Money(value), of: instrument).value)
      open.append(OpenPerp(instrument: instrument, notional: value, isLong: state.size > 0))
    }
    return MarginHealth(
      venue: venue, isolated: isIsolated ? positions.first : nil, equity: Money(equity),
      initialMargin: Money(initial), maintenanceMargin: Money(maintenance),
      marginRatio: equity.divided(by: notional, rounding: .down).map { Rate($0) },
      liquidationDistance: liquidationDistance(equity: equity, open))
  }

  /// The relative move x, the same for all positions and against each of them, at which equity
  /// meets maintenance: E − x·ΣN = Σ(mᵢ·Nᵢ·(1 ∓ x) − aᵢ). Solved with the tiers at the solution,
  /// found by repetition. Zero at or below maintenance.
  private func liquidationDistance(equity: Decimal18, _ open: [OpenPerp]) -> Rate? {
    var move = Decimal18.zero
    for _ in 0..<16 {
      var required = Decimal18.zero
      var slope = Decimal18.zero
      for perp in open {
        let change = perp.notional.multipliedIfFits(by: move, rounding: .halfEven) ?? .zero
        let moved = RiskArithmetic.sum(perp.notional, perp.isLong ? -change : change)
        let tier = MarginTable.tier(of: Money(moved), in: perp.instrument.marginTiers)
        let rate = tier?.maintenanceRate.value ?? .zero
        guard let share = perp.notional.multipliedIfFits(by: rate, rounding: .up) else {
          return nil
        }
        guard let due = share.subtracting(tier?.maintenanceAmount.value ?? .zero) else {
          return nil
        }
        required = RiskArithmetic.sum(required, due)
        slope = RiskArithmetic.sum(
          slope, RiskArithmetic.sum(perp.notional, perp.isLong ? -share : share))
      }
      guard let free = equity.subtracting(required) else { return nil }
      guard let next = free.divided(by: slope, rounding: .down) else { return nil }
      let clamped = max(next, .zero)
      if clamped == move { break }
      move = clamped
    }
    return Rate(move)
  }
}

extension Int128 {
  /// The magnitude; amounts within ``Bounds`` always fit.
  var magnitudeAsSigned: Int128 { self < 0 ? 0 &- self : self }
}
