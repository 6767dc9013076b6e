import FixedPoint
import TradingModel

extension SimulatedExchange {
  /// Takes an order: answers with a rejection, or an acceptance followed by what it fills at once.
  mutating func submit(_ order: Order, at now: Timestamp, _ events: inout [ScheduledEvent]) {
    drawDelay()
    guard let slot = slot(order.instrument) else {
      refuse(order, .unknownInstrument, now, &events)
      return
    }
    let reason =
      seen.contains(order.id) ? .duplicate : rejection(of: order, slot: slot, at: now)
    if let reason {
      refuse(order, reason, now, &events)
      return
    }
    seen.insert(order.id)
    var resting = RestingOrder(order: order, acceptedAt: now)
    if resting.isActive, let reason = execution(refusing: order, slot: slot) {
      refuse(order, reason, now, &events)
      return
    }
    say(.orderAccepted(order.id, venueOrderID: "\(name)-\(nextVenueOrderID)"), at: now, &events)
    nextVenueOrderID &+= 1
    if resting.isActive {
      take(&resting, slot: slot, at: now, &events)
      if resting.remaining.isZero { return }
      guard stays(resting) else {
        say(.orderExpired(order.id, filled: resting.filled), at: now, &events)
        return
      }
    }
    resting.queueAhead = listings[slot].market.shown(at: order.price, order.side)
    listings[slot].orders.append(resting)
  }

  /// Cancels an order, or says why not.
  mutating func cancel(
    _ id: OrderID, at now: Timestamp, _ events: inout [ScheduledEvent]
  ) -> Bool {
    for slot in listings.indices {
      guard let index = listings[slot].orders.firstIndex(where: { $0.order.id == id }) else {
        continue
      }
      drawDelay()
      let order = listings[slot].orders.remove(at: index)
      say(.orderCanceled(id, filled: order.filled), at: now, &events)
      return true
    }
    return false
  }

  /// Replaces the protection of a position; without a position there is nothing to protect.
  mutating func setTradingStop(
    _ instrument: InstrumentID, _ stop: TradingStop, at now: Timestamp
  ) {
    guard let slot = slot(instrument), !listings[slot].position.size.isZero else { return }
    listings[slot].stop = stop
    listings[slot].stopSince = now
  }

  /// Ends good-till-date orders whose time has come.
  mutating func expire(at now: Timestamp, _ events: inout [ScheduledEvent]) {
    for slot in listings.indices {
      for order in listings[slot].orders {
        guard order.order.timeInForce == .gtd, let end = order.order.expiresAt, end <= now else {
          continue
        }
        listings[slot].orders.removeAll { $0.order.id == order.order.id }
        say(.orderExpired(order.order.id, filled: order.filled), at: now, &events)
      }
    }
  }

  /// Whether what remains of an order waits in the book.
  func stays(_ order: RestingOrder) -> Bool {
    guard order.order.price != nil else { return false }
    return order.order.timeInForce == .gtc || order.order.timeInForce == .gtd
  }

  private mutating func refuse(
    _ order: Order, _ reason: OrderRejection, _ now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    say(
      .orderRejected(order.id, code: reason.rawValue, message: reason.message), at: now, &events)
  }

  /// The venue's rules about the order's own fields.
  func rejection(of order: Order, slot: Int, at now: Timestamp) -> OrderRejection? {
    let listing = listings[slot]
    let rules = listing.instrument
    guard order.quantity.isPositive, fits(order.quantity, rules.step),
      order.quantity >= rules.minimumQuantity,
      rules.maximumQuantity.map({ order.quantity <= $0 }) ?? true
    else { return .quantity }
    if order.type.needsPrice != (order.price != nil) { return .price }
    if let price = order.price {
      guard price.isPositive, fits(price, rules.tick) else { return .price }
    }
    if order.type.isTriggered {
      guard let trigger = order.trigger, trigger.price.isPositive else { return .trigger }
    } else if order.trigger != nil {
      return .trigger
    }
    if order.postOnly, order.price == nil || order.timeInForce == .ioc || order.timeInForce == .fok
    {
      return .postOnlyForm
    }
    if order.timeInForce == .gtd, order.expiresAt.map({ $0 <= now }) ?? true { return .expiry }
    if order.reduceOnly, rules.market == .spot { return .reduceOnly }
    return notionalRejection(of: order, listing: listing)
  }

  private func notionalRejection(of order: Order, listing: Listing) -> OrderRejection? {
    guard let price = order.price ?? order.trigger?.price ?? listing.market.touch(order.side) else {
      return .noPrice
    }
    guard let notional = price.timesIfFits(order.quantity, rounding: .halfEven) else {
      return .quantity
    }
    if !order.reduceOnly, notional < listing.instrument.minimumNotional { return .notional }
    return nil
  }

  private func fits<Number: ExactNumber>(_ number: Number, _ increment: Number) -> Bool {
    if !increment.isPositive { return true }
    return number.roundedIfFits(toMultipleOf: increment, rounding: .down) == number
  }

  /// Why an active order cannot execute or rest now: no price, no funds, nothing to reduce,
  /// post-only that would take.
  func execution(refusing order: Order, slot: Int) -> OrderRejection? {
    let listing = listings[slot]
    if order.price == nil, listing.market.touch(order.side) == nil { return .noPrice }
    if order.postOnly, wouldTake(order, listing) { return .postOnly }
    if order.reduceOnly {
      let size = listing.position.size
      return size.isZero || size.signum == (order.side == .buy ? 1 : -1) ? .reduceOnly : nil
    }
    return isAffordable(order, listing) ? nil : .balance
  }

  /// At the quote a price equal to the touch takes; against bars only one strictly beyond the
  /// last price does, for there the spread is unknown.
  private func wouldTake(_ order: Order, _ listing: Listing) -> Bool {
    guard let price = order.price, let touch = listing.market.touch(order.side) else {
      return false
    }
    if listing.market.quote != nil { return order.side == .buy ? price >= touch : price <= touch }
    return order.side == .buy ? price > touch : price < touch
  }

  private func isAffordable(_ order: Order, _ listing: Listing) -> Bool {
    let rules = listing.instrument
    let slices = liquidity(
      order.side, order.quantity, limit: order.price, rules: rules, market: listing.market)
    var notional = Money.zero
    var taken = Quantity.zero
    for slice in slices {
      guard let part = slice.price.timesIfFits(slice.quantity, rounding: .ceiling),
        let sum = notional.adding(part)
      else { return false }
      notional = sum
      taken = taken.saturatingAdding(slice.quantity)
    }
    let rest = order.quantity.saturatingSubtracting(taken)
    if let price = order.price, rest.isPositive {
      guard let part = price.timesIfFits(rest, rounding: .ceiling), let sum = notional.adding(part)
      else { return false }
      notional = sum
    }
    let fee = listing.margin(notional: notional, rate: max(.zero, rules.takerFee))
    if rules.market == .spot {
      if order.side == .sell { return order.quantity <= available(rules.base) }
      let cost = Quantity(notional.value).saturatingAdding(rules.chargesBuyFeeInBase ? .zero : fee)
      return cost <= available(rules.quote)
    }
    let required = openingMargin(order, notional: notional, listing: listing)
    return required.saturatingAdding(fee) <= marginAvailable(rules.settle)
  }

  /// Margin the part of an order that opens or adds needs; closing needs none.
  private func openingMargin(_ order: Order, notional: Money, listing: Listing) -> Quantity {
    let size = listing.position.size
    let closes = !size.isZero && size.signum != (order.side == .buy ? 1 : -1)
    let opened =
      closes ? order.quantity.saturatingSubtracting(size.magnitude) : order.quantity
    guard opened.isPositive else { return .zero }
    let share = Decimal18.multiplyDivide(
      notional.value, opened.value, order.quantity.value, rounding: .ceiling)
    let added = Money(share ?? .greatestFiniteMagnitude)
    let whole = closes ? added : (added.adding(listing.notional) ?? added)
    return listing.margin(notional: added, rate: openingRate(order.marginMode, whole, listing))
  }

  /// Initial rate of the tier of a notional, and for isolated at least the option's.
  func openingRate(_ mode: MarginMode, _ notional: Money, _ listing: Listing) -> Rate {
    let rate = listing.initialRate(notional: notional)
    return mode == .isolated ? max(rate, options.isolatedMarginRate) : rate
  }
}
