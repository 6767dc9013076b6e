import FixedPoint
import TradingModel

/// One account at the simulated exchange, to be driven directly: what a venue's server keeps for
/// each wallet that trades. Every change says what came of it as events, in order.
public struct ExchangeAccount: Sendable {
  var exchange: SimulatedExchange

  /// An account with nothing in it.
  public init(venue: Venue, catalog: Catalog, options: SimulationOptions) {
    exchange = SimulatedExchange(venue: venue, catalog: catalog, options: options)
  }

  /// Sends an order.
  public mutating func submit(
    _ order: Order, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    exchange.submit(order, at: now, &events)
  }

  /// Cancels an order; false where it is not working.
  public mutating func cancel(
    _ order: OrderID, at now: Timestamp, into events: inout [ScheduledEvent]
  ) -> Bool {
    exchange.cancel(order, at: now, &events)
  }

  /// Changes a working order; nil when done, else the code of the refusal.
  public mutating func amend(
    _ order: OrderID, quantity: Quantity? = nil, price: Price? = nil, trigger: Price? = nil,
    at now: Timestamp, into events: inout [ScheduledEvent]
  ) -> String? {
    exchange.amend(
      order, quantity: quantity, price: price, trigger: trigger, at: now, &events)?.rawValue
  }

  /// Takes marks, index prices, funding and refreshed rules.
  public mutating func observe(
    _ update: MarketUpdate, at now: Timestamp, into events: inout [ScheduledEvent]
  ) {
    exchange.expire(at: now, &events)
    exchange.observe(update, at: now, &events)
  }

  /// Takes depth, best first on both sides.
  public mutating func observe(
    _ instrument: InstrumentID, bids: [BookLevel], asks: [BookLevel], at now: Timestamp,
    into events: inout [ScheduledEvent]
  ) {
    exchange.observe(instrument, bids: bids, asks: asks, at: now, &events)
  }

  /// Takes a trade of others.
  public mutating func observeTrade(
    _ instrument: InstrumentID, price: Price, quantity: Quantity, taker: Side, at now: Timestamp,
    into events: inout [ScheduledEvent]
  ) {
    exchange.observeTrade(
      instrument, price: price, quantity: quantity, taker: taker, at: now, &events)
  }

  /// Takes a part of a position away at a price, as automatic deleveraging does; false where there
  /// is no position.
  public mutating func deleverage(
    _ instrument: InstrumentID, _ quantity: Quantity, at price: Price, now: Timestamp,
    into events: inout [ScheduledEvent]
  ) -> Bool {
    exchange.deleverage(instrument, quantity, at: price, now: now, &events)
  }

  /// Adds to a balance; negative takes.
  public mutating func credit(_ asset: AssetID, _ amount: Quantity) {
    exchange.credit(asset, amount)
  }

  /// Demands at least the initial margin of this leverage on an instrument.
  public mutating func setLeverage(_ instrument: InstrumentID, _ leverage: Rate) {
    guard let slot = exchange.slot(instrument),
      let rate = Rate(1).divided(by: leverage, rounding: .ceiling)
    else { return }
    exchange.listings[slot].leverageRate = rate
  }

  /// Adds to (negative: takes from) the margin set aside for an isolated position; false where
  /// there is none, or not enough.
  public mutating func addIsolatedMargin(_ instrument: InstrumentID, _ amount: Quantity) -> Bool {
    guard let slot = exchange.slot(instrument) else { return false }
    let listing = exchange.listings[slot]
    let margin = listing.position.isolatedMargin.saturatingAdding(amount)
    guard !listing.position.size.isZero, listing.position.mode == .isolated, margin.isPositive,
      !amount.isPositive || amount <= exchange.available(listing.instrument.settle)
    else { return false }
    exchange.listings[slot].position.isolatedMargin = margin
    return true
  }

  /// The balance of an asset, locked parts included.
  public func balance(_ asset: AssetID) -> Quantity { exchange.balance(asset) }

  /// What may be spent or withdrawn of an asset.
  public func available(_ asset: AssetID) -> Quantity { exchange.available(asset) }

  /// What resting orders and margin hold of an asset, never negative.
  public func locked(_ asset: AssetID) -> Quantity {
    max(.zero, balance(asset).saturatingSubtracting(max(.zero, available(asset))))
  }

  /// Unrealised profit of cross positions settled in an asset.
  public func unrealised(_ asset: AssetID) -> Quantity { exchange.crossProfit(asset) }

  /// The position in an instrument; nil where it does not trade here.
  public func position(_ instrument: InstrumentID) -> PositionSnapshot? {
    guard let slot = exchange.slot(instrument) else { return nil }
    let listing = exchange.listings[slot]
    let entry = Money(listing.position.cost.value)
      .divided(by: listing.position.size, rounding: .halfEven)
    return PositionSnapshot(
      size: listing.position.size, entry: entry ?? .zero, mark: listing.market.valuation ?? .zero,
      notional: listing.notional, mode: listing.position.mode,
      isolatedMargin: listing.position.isolatedMargin, initialMargin: listing.initialMargin,
      maintenanceMargin: listing.maintenanceMargin, unrealised: listing.unrealised,
      liquidation: liquidation(of: listing))
  }

  /// Where backing + size × P − cost = maintenance rate × |size| × P − amount.
  private func liquidation(of listing: Listing) -> Price? {
    let position = listing.position
    if position.size.isZero { return nil }
    let asset = listing.instrument.settle
    let backing =
      position.mode == .isolated
      ? position.isolatedMargin
      : exchange.balance(asset).saturatingAdding(exchange.crossProfit(asset))
        .saturatingSubtracting(listing.unrealised)
    let tier = listing.tier(notional: listing.notional)
    guard let held = position.size.magnitude.timesIfFits(tier.maintenanceRate, rounding: .down)
    else { return nil }
    let owed = position.cost.saturatingSubtracting(backing)
      .saturatingSubtracting(Quantity(tier.maintenanceAmount.value))
    let price = Money(owed.value)
      .divided(by: position.size.saturatingSubtracting(held), rounding: .halfEven)
    guard let price, price.isPositive else { return nil }
    return price
  }
}
