import FixedPoint
import TradingModel

extension SimulatedExchange {
  /// Liquidates what the margin no longer carries, at the valuation price (mark, else last).
  ///
  /// - Isolated: when margin set aside + unrealised PnL is below the maintenance margin, the whole
  ///   position is closed at its bankruptcy price, where the loss is the margin.
  /// - Cross: while balance + unrealised PnL of the cross positions of a settle asset, less margin
  ///   set aside for isolated ones, is below their maintenance margin, the position with the
  ///   largest maintenance margin is closed at the valuation price moved against it by its
  ///   maintenance rate, which spends its maintenance margin.
  ///
  /// No fee is taken. If the balance ends below what isolated positions have set aside, with no
  /// cross position left, the venue's insurance fund fills it up, told as a movement of cause
  /// `liquidation`: a cross account's ruin takes nothing from an isolated position.
  mutating func checkLiquidation(
    settle asset: AssetID, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    var isLiquidated = false
    for slot in listings.indices where isPerp(slot, settledIn: asset) {
      let listing = listings[slot]
      guard listing.position.mode == .isolated, !listing.position.size.isZero,
        listing.market.valuation != nil,
        listing.position.isolatedMargin.saturatingAdding(listing.unrealised)
          < listing.maintenanceMargin
      else { continue }
      isLiquidated = close(slot, at: bankruptcyPrice(listing), now: now, &events) || isLiquidated
    }
    while let slot = crossVictim(asset) {
      guard close(slot, at: penaltyPrice(listings[slot]), now: now, &events) else { break }
      isLiquidated = true
    }
    if isLiquidated { insure(asset, at: now, &events) }
  }

  /// Takes a part of a position away at a price, as automatic deleveraging against a bankrupt
  /// counterparty does: its orders are cancelled first and no fee is taken. False where there is
  /// no position.
  mutating func deleverage(
    _ instrument: InstrumentID, _ quantity: Quantity, at price: Price, now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) -> Bool {
    guard let slot = slot(instrument), quantity.isPositive else { return false }
    let size = listings[slot].position.size
    if size.isZero { return false }
    for order in listings[slot].orders {
      say(.orderCanceled(order.order.id, filled: order.filled), at: now, &events)
    }
    listings[slot].orders.removeAll()
    let slice = LiquiditySlice(price: price, quantity: min(quantity, size.magnitude))
    return book(
      nil, slot: slot, size.isPositive ? .sell : .buy, slice, .taker, isLiquidation: true, at: now,
      &events)
  }

  private func isPerp(_ slot: Int, settledIn asset: AssetID) -> Bool {
    listings[slot].instrument.market == .perp && listings[slot].instrument.settle == asset
  }

  /// The cross position to close next, or nil while the account is sound.
  private func crossVictim(_ asset: AssetID) -> Int? {
    var equity = balance(asset).saturatingAdding(crossProfit(asset))
    var maintenance = Quantity.zero
    var victim: Int?
    var largest = Quantity.zero
    for slot in listings.indices where isPerp(slot, settledIn: asset) {
      let listing = listings[slot]
      if listing.position.size.isZero { continue }
      if listing.position.mode == .isolated {
        equity = equity.saturatingSubtracting(listing.position.isolatedMargin)
        continue
      }
      guard listing.market.valuation != nil else { continue }
      let margin = listing.maintenanceMargin
      maintenance = maintenance.saturatingAdding(margin)
      if victim == nil || margin > largest {
        victim = slot
        largest = margin
      }
    }
    return equity < maintenance ? victim : nil
  }

  private mutating func close(
    _ slot: Int, at price: Price?, now: Timestamp, _ events: inout [ScheduledEvent]
  ) -> Bool {
    guard let price = price ?? listings[slot].market.valuation else { return false }
    let size = listings[slot].position.size
    let slice = LiquiditySlice(price: price, quantity: size.magnitude)
    for order in listings[slot].orders {
      say(.orderCanceled(order.order.id, filled: order.filled), at: now, &events)
    }
    listings[slot].orders.removeAll()
    return book(
      nil, slot: slot, size.isPositive ? .sell : .buy, slice, .taker, isLiquidation: true, at: now,
      &events)
  }

  /// (cost − margin) ÷ size for a long, (cost + margin) ÷ size for a short, as magnitudes.
  private func bankruptcyPrice(_ listing: Listing) -> Price? {
    let position = listing.position
    let rest = position.cost.saturatingSubtracting(position.isolatedMargin)
    let price = Money(rest.value).divided(by: position.size, rounding: .halfEven)
    guard let price, price.isPositive else { return nil }
    return price
  }

  private func penaltyPrice(_ listing: Listing) -> Price? {
    guard let price = listing.market.valuation,
      let move = price.timesIfFits(
        listing.tier(notional: listing.notional).maintenanceRate, rounding: .halfEven)
    else { return nil }
    let moved =
      listing.position.size.isPositive ? price.subtracting(move) : price.adding(move)
    guard let moved, moved.isPositive else { return nil }
    return moved
  }

  private mutating func insure(
    _ asset: AssetID, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    let holdsCross = listings.indices.contains {
      isPerp($0, settledIn: asset) && listings[$0].position.mode == .cross
        && !listings[$0].position.size.isZero
    }
    var deficit = balance(asset)
    for slot in listings.indices where isPerp(slot, settledIn: asset) {
      deficit = deficit.saturatingSubtracting(listings[slot].position.isolatedMargin)
    }
    guard deficit.isNegative, !holdsCross else { return }
    let cover = Quantity.zero.saturatingSubtracting(deficit)
    credit(asset, cover)
    say(
      .movements(
        venue: venue,
        [
          Movement(
            key: PositionKey(venue: venue, asset: asset), amount: cover, cause: .liquidation)
        ], reason: "insurance fund"), at: now, &events)
  }
}
