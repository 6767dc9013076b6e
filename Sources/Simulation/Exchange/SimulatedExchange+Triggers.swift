import FixedPoint
import TradingModel

extension SimulatedExchange {
  /// Fires the triggers that the news reach: stops before take-profits, the position's own
  /// protection before orders.
  mutating func fireTriggers(
    slot: Int, watching reference: TriggerReference, bar: Bar?, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    for stops in [true, false] {
      protect(slot: slot, stops: stops, reference, bar, at: now, &events)
      for waiting in listings[slot].orders where !waiting.isActive {
        let order = waiting.order
        let isStop = order.type == .stop || order.type == .stopLimit
        guard isStop == stops, let trigger = order.trigger,
          let price = firingPrice(
            trigger, order.side, isStop: isStop, slot: slot, reference, bar,
            since: waiting.activeSince)
        else { continue }
        activate(waiting, slot: slot, at: price, isBar: bar != nil, now: now, &events)
      }
    }
  }

  /// Closes the position when its protection is reached.
  private mutating func protect(
    slot: Int, stops: Bool, _ reference: TriggerReference, _ bar: Bar?, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    let listing = listings[slot]
    guard !listing.position.size.isZero,
      let trigger = stops ? listing.stop.stopLoss : listing.stop.takeProfit
    else { return }
    let side: Side = listing.position.size.isPositive ? .sell : .buy
    guard
      let price = firingPrice(
        trigger, side, isStop: stops, slot: slot, reference, bar, since: listing.stopSince)
    else { return }
    let market = market(at: price, isBar: bar != nil, slot: slot)
    let slices = liquidity(
      side, listing.position.size.magnitude, limit: nil, rules: listing.instrument, market: market)
    for slice in slices { book(nil, slot: slot, side, slice, .taker, at: now, &events) }
  }

  /// Makes a triggered order work.
  private mutating func activate(
    _ waiting: RestingOrder, slot: Int, at price: Price, isBar: Bool, now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    guard let index = listings[slot].orders.firstIndex(where: { $0.order.id == waiting.order.id })
    else { return }
    listings[slot].orders.remove(at: index)
    var order = waiting
    order.isActive = true
    order.activeSince = now
    say(.orderTriggered(order.order.id), at: now, &events)
    if execution(refusing: order.order, slot: slot) != nil {
      say(.orderCanceled(order.order.id, filled: order.filled), at: now, &events)
      return
    }
    take(
      &order, slot: slot, at: now, market: market(at: price, isBar: isBar, slot: slot), &events)
    if order.remaining.isZero { return }
    if stays(order) {
      listings[slot].orders.insert(order, at: min(index, listings[slot].orders.count))
    } else {
      say(.orderExpired(order.order.id, filled: order.filled), at: now, &events)
    }
  }

  /// The market a fired trigger executes in: the listing's own, or for a bar without quotes one at
  /// the price the trigger fired at.
  private func market(at price: Price, isBar: Bool, slot: Int) -> MarketState {
    var market = listings[slot].market
    if isBar, market.quote == nil { market.last = price }
    return market
  }

  /// The price at which a trigger fires now, or nil when it does not.
  private func firingPrice(
    _ trigger: Trigger, _ side: Side, isStop: Bool, slot: Int, _ watched: TriggerReference,
    _ bar: Bar?, since: Timestamp
  ) -> Price? {
    let market = listings[slot].market
    guard effective(trigger.reference, market) == watched else { return nil }
    let rises = isStop == (side == .buy)
    guard let bar, watched == .last else {
      guard let price = market.price(of: watched, side: side) else { return nil }
      return reaches(price, trigger.price, rises) ? price : nil
    }
    if since > bar.openTime { return reaches(bar.close, trigger.price, rises) ? bar.close : nil }
    if reaches(bar.open, trigger.price, rises) { return bar.open }
    return reaches(rises ? bar.high : bar.low, trigger.price, rises) ? trigger.price : nil
  }

  private func reaches(_ price: Price, _ level: Price, _ rises: Bool) -> Bool {
    rises ? price >= level : price <= level
  }

  /// The reference that has data: index, else mark, else last.
  private func effective(_ reference: TriggerReference, _ market: MarketState) -> TriggerReference {
    switch reference {
    case .last: .last
    case .mark: market.mark == nil ? .last : .mark
    case .index: market.index != nil ? .index : (market.mark == nil ? .last : .mark)
    }
  }
}
