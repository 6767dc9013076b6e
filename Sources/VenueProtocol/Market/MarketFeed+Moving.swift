import FixedPoint
import Simulation
import TradingModel

extension MarketFeed {
  /// Levels kept on each side.
  static let depth = 50

  /// Builds the book around the index, or around the price its own history has at this time, prints
  /// what was traded on the way and keeps the candle.
  mutating func move(
    to micro: Int64, mark: Bool = true, random: inout SplitMix64, at now: Timestamp
  ) {
    indexPrice = price(micro)
    let own = isPinned ? nil : history.path?.price(at: now.nanoseconds)
    let middle = own ?? (micro + (isPerpetual ? micro / 20_000 : 0))
    let drift = middle - micro
    let half = max(1, middle / 100_000)
    let newBids = levels(from: middle - half, step: -1, random: &random)
    let newAsks = levels(from: middle + half, step: 1, random: &random)
    let since = lastMove
    lastMove = now.nanoseconds
    changedBids = Self.changes(from: bids, to: newBids)
    changedAsks = Self.changes(from: asks, to: newAsks)
    previousUpdate = lastUpdate
    bookNumber += 1
    firstUpdate = lastUpdate + 1
    lastUpdate += max(1, changedBids.count + changedAsks.count)
    bids = newBids
    asks = newAsks
    if isPerpetual { self.mark = price(micro + drift / 2) }
    let volume = own == nil ? nil : history.path?.volume(from: since, to: now.nanoseconds)
    print(volume, random: &random, at: now)
  }

  private func levels(
    from start: Int64, step: Int64, random: inout SplitMix64
  ) -> [BookLevel] {
    var result: [BookLevel] = []
    var place = price(start, step > 0 ? .ceiling : .floor)
    let tick = instrument.tick
    let spread = max(Int64(1), start / 50_000)
    let stride = price(spread, .ceiling)
    for level in 0..<Self.depth {
      let dollars = 2_000 + random.next(upTo: 20_000) + Int64(level) * 1_000
      let money = Money(Decimal18(Int(dollars)))
      var quantity = money.divided(by: place, rounding: .down) ?? .zero
      quantity =
        quantity.roundedIfFits(toMultipleOf: instrument.step, rounding: .down) ?? .zero
      result.append(
        BookLevel(price: place, quantity: max(quantity, instrument.minimumQuantity)))
      guard let next = step > 0 ? place.adding(stride) : place.subtracting(stride), next > tick
      else { break }
      place = next
    }
    return result
  }

  /// Levels to set to lead from one side of a book to another.
  static func changes(from old: [BookLevel], to new: [BookLevel]) -> [BookLevel] {
    let kept = Set(new.map(\.price))
    let known = Set(old)
    return new.filter { !known.contains($0) }
      + old.filter { !kept.contains($0.price) }.map { BookLevel(price: $0.price, quantity: .zero) }
  }

  /// Zero to two trades at the touch; where history says how much was traded, one of that size.
  private mutating func print(
    _ volume: Quantity?, random: inout SplitMix64, at now: Timestamp
  ) {
    stepTrades = []
    guard let bid = bids.first, let ask = asks.first else { return }
    let count = random.next(upTo: 2)
    for _ in 0..<(volume == nil ? count : 1) {
      let taker: Side = random.next(upTo: 1) == 0 ? .buy : .sell
      let level = taker == .buy ? ask : bid
      let share = Rate(
        Decimal18(mantissa: Int128(1 + random.next(upTo: 9)) * 50_000_000_000_000_000))
      var quantity = volume ?? level.quantity.timesIfFits(share, rounding: .down) ?? .zero
      quantity =
        quantity.roundedIfFits(toMultipleOf: instrument.step, rounding: .down) ?? .zero
      quantity = max(quantity, instrument.minimumQuantity)
      add(
        TapeTrade(
          id: nextTrade, price: level.price, quantity: quantity, taker: taker, time: now))
    }
    if last.isZero, let middle = bids.first?.price { last = middle }
    touchMinute(at: now)
  }

  private mutating func add(_ trade: TapeTrade) {
    touchMinute(at: trade.time)
    nextTrade += 1
    last = trade.price
    stepTrades.append(trade)
    tape.append(trade)
    if tape.count > 2000 { tape.removeFirst(1000) }
    minutes[minutes.count - 1].take(trade)
  }

  /// Opens the candles up to the running minute.
  private mutating func touchMinute(at now: Timestamp) {
    let minute = now.nanoseconds - now.nanoseconds % 60_000_000_000
    let price = last.isZero ? (bids.first?.price ?? indexPrice) : last
    guard let newest = minutes.last else {
      minutes.append(Candle(openTime: Timestamp(nanoseconds: minute), price: price))
      return
    }
    var open = newest.openTime.nanoseconds + 60_000_000_000
    while open <= minute {
      minutes.append(Candle(openTime: Timestamp(nanoseconds: open), price: price))
      open += 60_000_000_000
    }
  }
}
