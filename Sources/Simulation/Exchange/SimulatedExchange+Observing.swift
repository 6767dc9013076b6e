import FixedPoint
import TradingModel

extension SimulatedExchange {
  /// Takes new market data: protects positions, matches resting orders, settles funding,
  /// liquidates, in this order.
  mutating func observe(
    _ update: MarketUpdate, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    drawDelay()
    switch update {
    case .quote(let id, let quote):
      guard let slot = slot(id) else { return }
      listings[slot].market.take(quote)
      fireTriggers(slot: slot, watching: .last, bar: nil, at: now, &events)
      matchQuote(slot: slot, at: now, &events)
      checkLiquidation(settle: listings[slot].instrument.settle, at: now, &events)
    case .open(let id, let price):
      guard let slot = slot(id), price.isPositive else { return }
      listings[slot].market.last = price
      fireTriggers(slot: slot, watching: .last, bar: nil, at: now, &events)
      checkLiquidation(settle: listings[slot].instrument.settle, at: now, &events)
    case .bar(let id, let bar):
      guard let slot = slot(id), bar.open.isPositive, bar.low.isPositive, bar.high >= bar.low,
        bar.close.isPositive
      else { return }
      fireTriggers(slot: slot, watching: .last, bar: bar, at: now, &events)
      matchBar(slot: slot, bar, at: now, &events)
      listings[slot].market.last = bar.close
      checkLiquidation(settle: listings[slot].instrument.settle, at: now, &events)
    case .mark(let id, let price):
      guard let slot = slot(id), price.isPositive else { return }
      listings[slot].market.mark = price
      fireTriggers(slot: slot, watching: .mark, bar: nil, at: now, &events)
      checkLiquidation(settle: listings[slot].instrument.settle, at: now, &events)
    case .oraclePrice(let asset, let quote, let price, _):
      observeIndex(asset, quote, price, at: now, &events)
    case .funding(let id, let rate, _):
      guard let slot = slot(id) else { return }
      settleFunding(slot: slot, rate, at: now, &events)
      checkLiquidation(settle: listings[slot].instrument.settle, at: now, &events)
    case .instrument(let instrument):
      guard let slot = slot(instrument.id) else { return }
      listings[slot].instrument = instrument
    default: return
    }
  }

  /// An oracle's price of base in quote is the index of the instruments of that pair.
  private mutating func observeIndex(
    _ asset: AssetID, _ quote: AssetID, _ price: Price, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) {
    guard price.isPositive else { return }
    for slot in listings.indices
    where listings[slot].instrument.base == asset && listings[slot].instrument.quote == quote {
      listings[slot].market.index = price
      fireTriggers(slot: slot, watching: .index, bar: nil, at: now, &events)
    }
  }

  /// Funding of a position held now: −size × mark × rate, rounded half-even; the mark falls back
  /// to the last price. Positive rate: longs pay shorts.
  private mutating func settleFunding(
    slot: Int, _ rate: Rate, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    let listing = listings[slot]
    guard listing.instrument.market == .perp, !listing.position.size.isZero,
      let price = listing.market.valuation,
      let notional = price.timesIfFits(-listing.position.size, rounding: .halfEven),
      let payment = notional.timesIfFits(rate, rounding: .halfEven), !payment.isZero
    else { return }
    credit(listing.instrument.settle, Quantity(payment.value))
    say(
      .fundingPaid(listing.instrument.id, amount: Quantity(payment.value)), at: now, &events)
  }

  /// Fills resting orders a quote reaches, best price first, up to the size shown.
  mutating func matchQuote(
    slot: Int, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    for id in matchingOrder(slot: slot) {
      guard let index = listings[slot].orders.firstIndex(where: { $0.order.id == id }) else {
        continue
      }
      var order = listings[slot].orders[index]
      guard let price = order.order.price,
        let touch = listings[slot].market.touch(order.order.side),
        order.order.side == .buy ? touch <= price : touch >= price
      else { continue }
      let market = listings[slot].market
      let shown = order.order.side == .buy ? market.askLeft : market.bidLeft
      let wanted = executable(order, slot: slot)
      let quantity = shown.map { min($0, wanted) } ?? wanted
      if quantity.isPositive {
        let slice = LiquiditySlice(price: price, quantity: quantity)
        fill(&order, slot: slot, slice, .maker, at: now, &events)
        listings[slot].market.consume(order.order.side, quantity)
      }
      settle(order, slot: slot, at: now, &events)
    }
  }

  /// Fills resting orders a bar trades strictly through, best price first, sharing its volume.
  private mutating func matchBar(
    slot: Int, _ bar: Bar, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    var capacity = capacity(of: bar, step: listings[slot].instrument.step)
    for id in matchingOrder(slot: slot) {
      guard let index = listings[slot].orders.firstIndex(where: { $0.order.id == id }) else {
        continue
      }
      var order = listings[slot].orders[index]
      guard let price = order.order.price else { continue }
      let counts = order.activeSince <= bar.openTime
      let reached =
        order.order.side == .buy
        ? (counts ? bar.low : bar.close) < price : (counts ? bar.high : bar.close) > price
      guard reached else { continue }
      let wanted = executable(order, slot: slot)
      let quantity = capacity.map { min($0, wanted) } ?? wanted
      if quantity.isPositive {
        let slice = LiquiditySlice(price: price, quantity: quantity)
        let before = order.filled
        fill(&order, slot: slot, slice, .maker, at: now, &events)
        let done = order.filled.saturatingSubtracting(before)
        capacity = capacity.map { $0.saturatingSubtracting(done) }
      }
      settle(order, slot: slot, at: now, &events)
    }
  }

  /// What resting orders may take of a bar, in whole steps; nil for all they want.
  private func capacity(of bar: Bar, step: Quantity) -> Quantity? {
    if !bar.volume.isPositive { return options.zeroVolume == .fillsAll ? nil : .zero }
    let share = bar.volume.timesIfFits(max(.zero, options.participation), rounding: .floor)
    guard let share else { return bar.volume }
    return step.isPositive ? share.roundedIfFits(toMultipleOf: step, rounding: .floor) : share
  }

  /// Resting orders, best price first, of equal prices the older first.
  func matchingOrder(slot: Int) -> [OrderID] {
    let resting = listings[slot].orders.enumerated().filter { $0.element.rests }
    let sorted = resting.sorted { left, right in
      let (first, second) = (left.element.order, right.element.order)
      guard first.side == second.side, let one = first.price, let two = second.price, one != two
      else { return left.offset < right.offset }
      return first.side == .buy ? one > two : one < two
    }
    return sorted.map(\.element.order.id)
  }

  /// Writes a resting order back, or takes it out when it is full or has nothing left to reduce.
  func isSpent(_ order: RestingOrder, slot: Int) -> Bool {
    order.remaining.isZero || (order.order.reduceOnly && executable(order, slot: slot).isZero)
  }

  mutating func settle(
    _ order: RestingOrder, slot: Int, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    guard let index = listings[slot].orders.firstIndex(where: { $0.order.id == order.order.id })
    else { return }
    if !isSpent(order, slot: slot) {
      listings[slot].orders[index] = order
      return
    }
    listings[slot].orders.remove(at: index)
    if order.remaining.isPositive {
      say(.orderCanceled(order.order.id, filled: order.filled), at: now, &events)
    }
  }
}
