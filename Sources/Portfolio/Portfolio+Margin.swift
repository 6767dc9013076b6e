import FixedPoint
import TradingModel

/// One open perpetual in an account.
private struct OpenPerp {
  let instrument: Instrument
  let notional: Decimal18
  let isLong: Bool
}

extension Portfolio {
  /// Cross margin of every exchange with perpetual positions, ascending by venue, one entry for
  /// each settle asset.
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
        if account.isEmpty { continue }
        result.append(margin(venue: VenueID(venue), settle: AssetID(asset), account))
      }
    }
    return result
  }

  private func margin(
    venue: VenueID, settle: AssetID, _ account: [InstrumentID]
  ) -> MarginHealth {
    var equity = book.amount(of: PositionKey(venue: venue, asset: settle)).value
    var notional = Decimal18.zero
    var initial = Decimal18.zero
    var maintenance = Decimal18.zero
    var open: [OpenPerp] = []
    for id in account {
      let state = perps[id.index]
      let instrument = catalog[id]
      let value = Decimal18(
        mantissa: Bounds.product(state.size.magnitudeAsSigned, state.mark) ?? Int128(Bounds.amount))
      equity = RiskArithmetic.sum(equity, Decimal18(mantissa: state.profit))
      notional = RiskArithmetic.sum(notional, value)
      initial = RiskArithmetic.sum(
        initial, MarginTable.initialMargin(Money(value), of: instrument).value)
      maintenance = RiskArithmetic.sum(
        maintenance, MarginTable.maintenanceMargin(Money(value), of: instrument).value)
      open.append(OpenPerp(instrument: instrument, notional: value, isLong: state.size > 0))
    }
    return MarginHealth(
      venue: venue, equity: Money(equity), initialMargin: Money(initial),
      maintenanceMargin: Money(maintenance),
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
