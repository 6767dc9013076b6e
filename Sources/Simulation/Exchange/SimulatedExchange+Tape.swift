import FixedPoint
import TradingModel

extension SimulatedExchange {
  /// Takes depth, best first on both sides: fires triggers, fills resting orders it reaches up to
  /// the size at the touch, liquidates.
  mutating func observe(
    _ id: InstrumentID, bids: [BookLevel], asks: [BookLevel], at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    guard let slot = slot(id) else { return }
    listings[slot].market.take(bids: bids, asks: asks)
    if listings[slot].orders.isEmpty, listings[slot].position.size.isZero { return }
    fireTriggers(slot: slot, watching: .last, bar: nil, at: now, &events)
    matchQuote(slot: slot, at: now, &events)
    checkLiquidation(settle: listings[slot].instrument.settle, at: now, &events)
  }

  /// Takes a trade of others: it fills resting orders it went through, at its own price only what
  /// is left after those who rested there before.
  mutating func observeTrade(
    _ id: InstrumentID, price: Price, quantity: Quantity, taker: Side, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    guard let slot = slot(id), price.isPositive else { return }
    listings[slot].market.last = price
    if listings[slot].orders.isEmpty { return }
    var left = quantity
    for id in matchingOrder(slot: slot) where left.isPositive {
      guard let index = listings[slot].orders.firstIndex(where: { $0.order.id == id }),
        let limit = listings[slot].orders[index].order.price,
        listings[slot].orders[index].order.side == taker.opposite,
        taker == .sell ? limit >= price : limit <= price
      else { continue }
      var order = listings[slot].orders[index]
      if limit == price {
        let passed = min(order.queueAhead, left)
        order.queueAhead = order.queueAhead.saturatingSubtracting(passed)
        left = left.saturatingSubtracting(passed)
        listings[slot].orders[index] = order
      }
      let part = min(left, executable(order, slot: slot))
      guard part.isPositive else { continue }
      let slice = LiquiditySlice(price: limit, quantity: part)
      fill(&order, slot: slot, slice, .maker, at: now, &events)
      left = left.saturatingSubtracting(part)
      settle(order, slot: slot, at: now, &events)
    }
  }

  /// Changes a working order in place. A new price or a larger quantity loses its place in the
  /// queue; a quantity not above what has filled ends it.
  mutating func amend(
    _ id: OrderID, quantity: Quantity?, price: Price?, trigger: Price?, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) -> OrderRejection? {
    for slot in listings.indices {
      guard let index = listings[slot].orders.firstIndex(where: { $0.order.id == id }) else {
        continue
      }
      return amend(
        slot: slot, index: index, quantity: quantity, price: price, trigger: trigger, at: now,
        &events)
    }
    return .unknownInstrument
  }

  private mutating func amend(
    slot: Int, index: Int, quantity: Quantity?, price: Price?, trigger: Price?, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) -> OrderRejection? {
    let before = listings[slot].orders.remove(at: index)
    var after = before
    if let quantity { after.order.quantity = quantity }
    if let price { after.order.price = price }
    if let trigger, let old = before.order.trigger {
      after.order.trigger = Trigger(price: trigger, reference: old.reference)
    }
    var rest = after.order
    rest.quantity = after.remaining
    var reason = rejection(of: after.order, slot: slot, at: now)
    if reason == nil, after.isActive, rest.quantity.isPositive {
      reason = execution(refusing: rest, slot: slot)
    }
    if let reason {
      listings[slot].orders.insert(before, at: index)
      return reason
    }
    guard after.remaining.isPositive else {
      say(.orderCanceled(before.order.id, filled: before.filled), at: now, &events)
      return nil
    }
    say(
      .orderAmended(
        before.order.id, quantity: after.order.quantity, price: after.order.price), at: now,
      &events)
    if after.order.price == before.order.price, after.order.quantity <= before.order.quantity {
      listings[slot].orders.insert(after, at: index)
      return nil
    }
    after.queueAhead = listings[slot].market.shown(at: after.order.price, after.order.side)
    if after.isActive { take(&after, slot: slot, at: now, &events) }
    if after.remaining.isPositive { listings[slot].orders.append(after) }
    return nil
  }
}
