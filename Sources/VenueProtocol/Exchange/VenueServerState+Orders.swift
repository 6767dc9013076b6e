import FixedPoint
import Simulation
import TradingModel

extension VenueServerState {
  /// Most orders that may work at once in one market, as Binance and Bybit limit them.
  static let mostOrders = 500

  /// Takes an order: checks what venues check in front of the exchange, hands it over, remembers
  /// it and tells of it. What it filled at once is in the record returned.
  mutating func place(
    _ draft: OrderDraft, account: Int
  ) throws(OrderRefusal) -> OrderRecord {
    var draft = draft
    let feed = markets.feeds[draft.feed]
    let instrument = feed.instrument
    if let money = draft.quoteQuantity, draft.type == .market {
      draft.quantity = affordable(money, draft.side, feed)
    }
    if draft.closePosition {
      draft.quantity = instrument.maximumQuantity ?? Quantity(1_000_000)
      draft.reduceOnly = true
    }
    try check(draft, instrument, account: account)
    if draft.isTest { return record(draft, id: 0) }
    let id = nextNumber()
    let order = Order(
      id: OrderID(UInt64(id)), clientOrderID: ClientOrderID(draft.clientID),
      instrument: instrument.id, side: draft.side, type: draft.type, quantity: draft.quantity,
      price: draft.price, timeInForce: draft.timeInForce, expiresAt: draft.expiresAt,
      postOnly: draft.postOnly, reduceOnly: draft.reduceOnly, trigger: draft.trigger,
      marginMode: draft.marginMode)
    counters.orders += 1
    var events: [ScheduledEvent] = []
    accounts[account].wallets[draft.wallet.rawValue].engine.submit(order, at: now, into: &events)
    if case .orderRejected(_, let code, _)? = events.first?.event {
      let refusal = OrderRefusal(code: code)
      guard refusal == .postOnlyWouldTake, draft.cancelsCrossingPostOnly else { throw refusal }
      return cancelCrossing(draft, id: id, account: account)
    }
    let record = record(draft, id: id)
    accounts[account].wallets[draft.wallet.rawValue].remember(record)
    tell(.order(account: account, wallet: draft.wallet, order: record, cause: .new, fill: nil))
    settle(events, account: account, wallet: draft.wallet)
    return accounts[account].wallets[draft.wallet.rawValue].order(id: id) ?? record
  }

  /// A post-only order that would take, on a venue that accepts it and then cancels it.
  private mutating func cancelCrossing(
    _ draft: OrderDraft, id: Int, account: Int
  ) -> OrderRecord {
    var record = record(draft, id: id)
    accounts[account].wallets[draft.wallet.rawValue].remember(record)
    tell(.order(account: account, wallet: draft.wallet, order: record, cause: .new, fill: nil))
    accounts[account].wallets[draft.wallet.rawValue].change(id) { order in
      order.status = .canceled
      order.reason = "post_only"
    }
    record.status = .canceled
    record.reason = "post_only"
    tell(.order(account: account, wallet: draft.wallet, order: record, cause: .canceled, fill: nil))
    return record
  }

  private func record(_ draft: OrderDraft, id: Int) -> OrderRecord {
    OrderRecord(
      id: id, clientID: draft.clientID, feed: draft.feed, side: draft.side, type: draft.type,
      spelledType: draft.spelledType, spelledTimeInForce: draft.spelledTimeInForce,
      price: draft.price, quantity: draft.quantity, quoteQuantity: draft.quoteQuantity,
      timeInForce: draft.timeInForce, postOnly: draft.postOnly, reduceOnly: draft.reduceOnly,
      closePosition: draft.closePosition, trigger: draft.trigger,
      isConditional: draft.isConditional, marginMode: draft.marginMode, labels: draft.labels,
      status: draft.type.isTriggered ? .untriggered : .open, created: now, updated: now)
  }

  /// What venues check before the exchange does.
  private func check(
    _ draft: OrderDraft, _ rules: Instrument, account: Int
  ) throws(OrderRefusal) {
    let wallet = accounts[account].wallets[draft.wallet.rawValue]
    if let price = draft.price, !isMultiple(price, rules.tick) { throw .tick }
    if let price = draft.trigger?.price, !isMultiple(price, rules.tick) { throw .tick }
    if draft.price.map({ !$0.isPositive }) ?? false { throw .price }
    if draft.quoteQuantity == nil, !isMultiple(draft.quantity, rules.step) { throw .step }
    if draft.quantity < rules.minimumQuantity { throw .minimumQuantity }
    if let most = rules.maximumQuantity, draft.quantity > most { throw .maximumQuantity }
    if wallet.working.count >= Self.mostOrders,
      wallet.open(feed: draft.feed).count >= Self.mostOrders
    {
      throw .tooManyOrders
    }
    guard let trigger = draft.trigger, draft.refusesImmediateTrigger else { return }
    let feed = markets.feeds[draft.feed]
    let watched = trigger.reference == .mark && feed.isPerpetual ? feed.mark : feed.last
    let isStop = draft.type == .stop || draft.type == .stopLimit
    let rises = isStop == (draft.side == .buy)
    if rises ? watched >= trigger.price : watched <= trigger.price { throw .wouldTrigger }
  }

  func isMultiple<Number: ExactNumber>(_ number: Number, _ increment: Number) -> Bool {
    guard increment.isPositive else { return true }
    return number.roundedIfFits(toMultipleOf: increment, rounding: .down) == number
  }

  /// Base units that so much quote buys (or selling which gives so much) at the book.
  private func affordable(_ money: Money, _ side: Side, _ feed: MarketFeed) -> Quantity {
    var left = money
    var total = Quantity.zero
    for level in side == .buy ? feed.asks : feed.bids {
      guard left.isPositive,
        let cost = level.price.timesIfFits(level.quantity, rounding: .up)
      else { break }
      if cost >= left {
        total = total.adding(left.divided(by: level.price, rounding: .down) ?? .zero) ?? total
        break
      }
      total = total.adding(level.quantity) ?? total
      left = left.subtracting(cost) ?? .zero
    }
    return total.roundedIfFits(toMultipleOf: feed.instrument.step, rounding: .down) ?? .zero
  }

  /// Cancels a working order; false where it does not work.
  @discardableResult
  mutating func cancel(
    _ id: Int, account: Int, wallet: WalletKind, reason: String = "user"
  ) -> Bool {
    var events: [ScheduledEvent] = []
    guard
      accounts[account].wallets[wallet.rawValue].engine.cancel(
        OrderID(UInt64(id)), at: now, into: &events)
    else { return false }
    accounts[account].wallets[wallet.rawValue].change(id) { $0.reason = reason }
    settle(events, account: account, wallet: wallet)
    return true
  }

  /// Changes a working order.
  mutating func amend(
    _ id: Int, account: Int, wallet: WalletKind, quantity: Quantity?, price: Price?,
    trigger: Price? = nil
  ) throws(OrderRefusal) -> OrderRecord {
    guard let record = accounts[account].wallets[wallet.rawValue].order(id: id), record.isOpen
    else { throw .notFound }
    let rules = markets.feeds[record.feed].instrument
    for value in [price, trigger] {
      if let value, !isMultiple(value, rules.tick) { throw .tick }
    }
    if let quantity, !isMultiple(quantity, rules.step) { throw .step }
    let same = (quantity ?? record.quantity) == record.quantity
    if same, price ?? record.price == record.price,
      trigger ?? record.trigger?.price == record.trigger?.price
    {
      throw .unchanged
    }
    var events: [ScheduledEvent] = []
    let refusal = accounts[account].wallets[wallet.rawValue].engine.amend(
      OrderID(UInt64(id)), quantity: quantity, price: price, trigger: trigger, at: now,
      into: &events)
    if let refusal { throw OrderRefusal(code: refusal) }
    if let trigger {
      accounts[account].wallets[wallet.rawValue].change(id) { order in
        order.trigger = order.trigger.map { Trigger(price: trigger, reference: $0.reference) }
      }
    }
    settle(events, account: account, wallet: wallet)
    return accounts[account].wallets[wallet.rawValue].order(id: id) ?? record
  }
}
