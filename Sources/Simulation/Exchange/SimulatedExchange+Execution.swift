import FixedPoint
import TradingModel

extension SimulatedExchange {
  /// What a taker gets: the size shown at the touch at its price, the rest at the slipped price.
  ///
  /// Where no size is shown everything is at the slipped price, but never worse than the limit:
  /// a limit at the last price of a bar takes at that price.
  func liquidity(
    _ side: Side, _ quantity: Quantity, limit: Price?, rules: Instrument, market: MarketState
  ) -> [LiquiditySlice] {
    guard let touch = market.touch(side), allows(limit, side, touch) else { return [] }
    let levels = side == .buy ? market.asks : market.bids
    if !levels.isEmpty { return walk(levels, side, quantity, limit: limit) }
    let slippage = slippage(rules.id, value: touch.timesIfFits(quantity, rounding: .up))
    guard let slipped = slipped(touch, side, by: slippage, tick: rules.tick) else { return [] }
    let shown = market.quote == nil ? nil : (side == .buy ? market.askLeft : market.bidLeft)
    guard let shown else {
      let price = allows(limit, side, slipped) ? slipped : (limit ?? slipped)
      return [LiquiditySlice(price: price, quantity: quantity)]
    }
    var slices: [LiquiditySlice] = []
    let first = min(shown, quantity)
    if first.isPositive { slices.append(LiquiditySlice(price: touch, quantity: first)) }
    let rest = quantity.saturatingSubtracting(first)
    if rest.isPositive, options.fillsBeyondTouch, allows(limit, side, slipped) {
      if slipped == touch, first.isPositive {
        return [LiquiditySlice(price: touch, quantity: quantity)]
      }
      slices.append(LiquiditySlice(price: slipped, quantity: rest))
    }
    return slices
  }

  /// What a taker gets level by level, as far as its price allows and the depth goes.
  private func walk(
    _ levels: [BookLevel], _ side: Side, _ quantity: Quantity, limit: Price?
  ) -> [LiquiditySlice] {
    var left = quantity
    var slices: [LiquiditySlice] = []
    for level in levels {
      guard left.isPositive, allows(limit, side, level.price) else { break }
      let part = min(left, level.quantity)
      if part.isPositive { slices.append(LiquiditySlice(price: level.price, quantity: part)) }
      left = left.saturatingSubtracting(part)
    }
    return slices
  }

  private func allows(_ limit: Price?, _ side: Side, _ price: Price) -> Bool {
    guard let limit else { return true }
    return side == .buy ? price <= limit : price >= limit
  }

  /// What an order of that value pays beyond the touch: the cost table's rate, else the flat one.
  private func slippage(_ instrument: InstrumentID, value: Money?) -> Rate {
    guard let slot = slot(instrument), !listings[slot].costs.isEmpty else {
      return options.slippage
    }
    return listings[slot].costs.rate(of: value ?? Money(.greatestFiniteMagnitude))
      ?? options.slippage
  }

  /// The touch moved against the taker by the slippage, to the tick further away.
  private func slipped(
    _ touch: Price, _ side: Side, by slippage: Rate, tick: Price
  ) -> Price? {
    if !slippage.isPositive { return touch }
    let move = touch.timesIfFits(slippage, rounding: .up)
    guard let move, let raw = side == .buy ? touch.adding(move) : touch.subtracting(move) else {
      return nil
    }
    let price =
      tick.isPositive
      ? raw.roundedIfFits(toMultipleOf: tick, rounding: side == .buy ? .ceiling : .floor) : raw
    guard let price, price.isPositive else { return nil }
    return price
  }

  /// Lets an active order take what its price allows; `market` stands in for the listing's own
  /// while a bar is replayed.
  mutating func take(
    _ order: inout RestingOrder, slot: Int, at now: Timestamp, market: MarketState? = nil,
    _ events: inout [ScheduledEvent]
  ) {
    let wanted = executable(order, slot: slot)
    guard wanted.isPositive, !order.order.postOnly else { return }
    let slices = liquidity(
      order.order.side, wanted, limit: order.order.price, rules: listings[slot].instrument,
      market: market ?? listings[slot].market)
    if order.order.timeInForce == .fok {
      var total = Quantity.zero
      for slice in slices { total = total.saturatingAdding(slice.quantity) }
      if total < order.order.quantity { return }
    }
    for slice in slices {
      fill(&order, slot: slot, slice, .taker, at: now, &events)
    }
  }

  /// What may execute of an order: what remains, for reduce-only no more than the position.
  func executable(_ order: RestingOrder, slot: Int) -> Quantity {
    guard order.order.reduceOnly else { return order.remaining }
    let size = listings[slot].position.size
    if size.isZero || size.signum == (order.order.side == .buy ? 1 : -1) { return .zero }
    return min(order.remaining, size.magnitude)
  }

  /// Executes a part of an order and attaches its protection.
  mutating func fill(
    _ order: inout RestingOrder, slot: Int, _ slice: LiquiditySlice, _ liquidity: Liquidity,
    at now: Timestamp, _ events: inout [ScheduledEvent]
  ) {
    let wasFlat = listings[slot].position.size.isZero
    guard
      book(
        order.order.id, slot: slot, order.order.side, slice, liquidity,
        mode: order.order.marginMode, at: now, &events)
    else { return }
    order.filled = order.filled.saturatingAdding(slice.quantity)
    guard let protection = order.order.protection, !listings[slot].position.size.isZero,
      wasFlat || !order.order.reduceOnly
    else { return }
    listings[slot].stop = protection
    listings[slot].stopSince = now
  }

  /// Books an execution and tells of it; false (and nothing done) when a number does not fit.
  @discardableResult
  mutating func book(
    _ order: OrderID?, slot: Int, _ side: Side, _ slice: LiquiditySlice, _ liquidity: Liquidity,
    mode: MarginMode = .cross, isLiquidation: Bool = false, at now: Timestamp,
    _ events: inout [ScheduledEvent]
  ) -> Bool {
    let rules = listings[slot].instrument
    guard let notional = slice.price.timesIfFits(slice.quantity, rounding: .halfEven) else {
      return false
    }
    let rate = isLiquidation ? .zero : (liquidity == .maker ? rules.makerFee : rules.takerFee)
    let paysInBase = rules.market == .spot && side == .buy && rules.chargesBuyFeeInBase
    let fee =
      paysInBase
      ? slice.quantity.timesIfFits(rate, rounding: .ceiling)
      : notional.timesIfFits(rate, rounding: .ceiling).map { Quantity($0.value) }
    guard let fee else { return false }
    let feeAsset: AssetID
    if rules.market == .spot {
      feeAsset = paysInBase ? rules.base : rules.quote
      credit(rules.base, side.signed(slice.quantity))
      credit(rules.quote, -side.signed(Quantity(notional.value)))
    } else {
      feeAsset = rules.settle
      guard move(slot: slot, side, slice, mode: mode) else { return false }
    }
    credit(feeAsset, -fee)
    if order != nil || !isLiquidation, liquidity == .taker {
      listings[slot].market.consume(side, slice.quantity)
    }
    say(
      .fill(
        Fill(
          order: order, instrument: rules.id, tradeID: nextTradeID, side: side,
          quantity: slice.quantity, price: slice.price, fee: fee, feeAsset: feeAsset,
          liquidity: liquidity, isLiquidation: isLiquidation,
          isolatedMargin: listings[slot].position.marginSetAside)), at: now, &events)
    nextTradeID &+= 1
    return true
  }

  /// Changes a perpetual position, its realised PnL and the margin set aside for it.
  private mutating func move(
    slot: Int, _ side: Side, _ slice: LiquiditySlice, mode: MarginMode
  ) -> Bool {
    let before = listings[slot].position
    guard let (after, realised) = before.executing(side, slice.quantity, at: slice.price) else {
      return false
    }
    var next = after
    let flips = !before.size.isZero && before.size.signum == -after.size.signum
    if before.size.isZero || flips { next.mode = mode }
    if flips { next.isolatedMargin = .zero }
    let opens = before.size.isZero || flips || after.size.magnitude > before.size.magnitude
    if next.mode == .isolated, opens {
      let added = flips ? after.size.magnitude : slice.quantity
      let notional = slice.price.timesIfFits(added, rounding: .halfEven) ?? .zero
      let whole = slice.price.timesIfFits(after.size.magnitude, rounding: .halfEven) ?? notional
      let rate = openingRate(.isolated, whole, listings[slot])
      next.isolatedMargin = next.isolatedMargin.saturatingAdding(
        listings[slot].margin(notional: notional, rate: rate))
    }
    listings[slot].position = next
    if next.size.isZero || flips { listings[slot].stop = TradingStop() }
    credit(listings[slot].instrument.settle, realised)
    return true
  }
}
