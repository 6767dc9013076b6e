import FixedPoint
import TradingModel

/// One exchange with one unified account of ours: balances per asset, resting orders per
/// instrument, perpetual positions margined in their settle asset.
///
/// Rules of execution, all deterministic:
/// - A market order fills at the current quote: the size shown at the touch, what is beyond it at
///   the touch moved by the slippage of an order of its value (``SimulationOptions/costs``, else
///   ``SimulationOptions/slippage``). Without a quote it fills at the last known
///   price (close of the last bar, or first price of the running one) moved by the slippage. It is
///   never given a price that has not been observed; without any it is rejected (`no_price`).
/// - A limit order takes like a market order as far as its price allows and rests with the rest.
///   Resting, it fills as maker at its own price: when a bar trades strictly through it (only
///   bars that began after it arrived; of the running one only the close counts), up to the bar's
///   volume × ``SimulationOptions/participation`` shared in price-time order; or when a quote
///   reaches it, up to the size shown.
/// - Immediate-or-cancel and fill-or-kill expire with what they could not fill; post-only is
///   rejected (`post_only_would_take`) when it would take.
/// - Triggers watch marks, quotes and the range of bars; within a bar the stop is taken before the
///   take-profit, at its trigger or at the bar's first price if that is already beyond it.
/// - A spot buy's fee is taken from the base where the instrument says so, else from the quote;
///   perpetual fees are paid in the settle asset. Fees round up at 1e-18.
/// - An account below its maintenance margin is liquidated: `SimulatedExchange+Liquidation`.
struct SimulatedExchange: Hashable, Sendable {
  let venue: VenueID
  let name: String
  let options: SimulationOptions
  /// The venue's instruments; ``slots`` maps an instrument's index to its place here, or -1.
  var listings: [Listing] = []
  var slots: [Int]
  /// Balances by asset index.
  var balances: [Quantity]
  var nextTradeID: UInt64 = 1
  var nextVenueOrderID: UInt64 = 1
  var seen: Set<OrderID> = []
  var random: SplitMix64
  var lastAnswer = Timestamp(nanoseconds: .min)
  /// How much later than its cause the answer to the input in hand is said.
  var delay = TimeSpan(nanoseconds: 0)

  init(venue: Venue, catalog: Catalog, options: SimulationOptions) {
    self.venue = venue.id
    name = venue.name
    self.options = options
    slots = Array(repeating: -1, count: catalog.instruments.count)
    balances = Array(repeating: .zero, count: catalog.assets.count)
    random = SplitMix64(seed: options.seed &+ UInt64(venue.id.raw))
    for instrument in catalog.instruments where instrument.venue == venue.id {
      slots[instrument.id.index] = listings.count
      listings.append(
        Listing(
          instrument: instrument,
          costs: options.costs.rows { $0 == .instrument(instrument.id) }))
    }
  }

  /// The place of an instrument, or nil where it does not trade here.
  func slot(_ instrument: InstrumentID) -> Int? {
    guard slots.indices.contains(instrument.index), slots[instrument.index] >= 0 else { return nil }
    return slots[instrument.index]
  }

  /// Draws the latency of the answers to the next input.
  mutating func drawDelay() {
    let jitter = random.next(upTo: options.exchangeLatencyJitter.nanoseconds)
    let base = max(0, options.exchangeLatency.nanoseconds)
    let (sum, overflow) = base.addingReportingOverflow(jitter)
    delay = TimeSpan(nanoseconds: overflow ? .max : sum)
  }

  /// Says something; answers of one exchange never overtake each other.
  mutating func say(_ event: VenueEvent, at: Timestamp, _ events: inout [ScheduledEvent]) {
    lastAnswer = max(lastAnswer, at.advanced(by: delay))
    events.append(ScheduledEvent(time: lastAnswer, event: event))
  }

  /// Adds to a balance (negative takes), stopping at the ends of the range.
  mutating func credit(_ asset: AssetID, _ amount: Quantity) {
    guard balances.indices.contains(asset.index) else { return }
    balances[asset.index] = balances[asset.index].saturatingAdding(amount)
  }

  /// The balance of an asset.
  func balance(_ asset: AssetID) -> Quantity {
    balances.indices.contains(asset.index) ? balances[asset.index] : .zero
  }

  /// What may be spent or withdrawn: the balance without what resting orders lock and without the
  /// margin and losses of positions settled in it.
  func available(_ asset: AssetID) -> Quantity {
    let free = marginAvailable(asset)
    return min(free, free.saturatingSubtracting(max(.zero, crossProfit(asset))))
  }

  /// What may back new positions: like ``available(_:)`` with unrealised profits counted.
  func marginAvailable(_ asset: AssetID) -> Quantity {
    var free = balance(asset).saturatingAdding(crossProfit(asset))
    for listing in listings {
      for order in listing.orders {
        free = free.saturatingSubtracting(locked(asset, by: order, in: listing))
      }
      if listing.instrument.settle == asset, listing.instrument.market == .perp {
        free = free.saturatingSubtracting(listing.initialMargin)
      }
    }
    return free
  }

  /// Unrealised PnL of the cross positions settled in an asset.
  func crossProfit(_ asset: AssetID) -> Quantity {
    var profit = Quantity.zero
    for listing in listings
    where listing.instrument.market == .perp && listing.instrument.settle == asset
      && listing.position.mode == .cross
    {
      profit = profit.saturatingAdding(listing.unrealised)
    }
    return profit
  }

  private func locked(_ asset: AssetID, by order: RestingOrder, in listing: Listing) -> Quantity {
    guard order.rests, let price = order.order.price else { return .zero }
    let instrument = listing.instrument
    let notional =
      price.timesIfFits(order.remaining, rounding: .ceiling) ?? Money(.greatestFiniteMagnitude)
    if instrument.market == .perp {
      if order.order.reduceOnly || instrument.settle != asset { return .zero }
      return listing.margin(notional: notional, rate: listing.initialRate(notional: notional))
    }
    if order.order.side == .sell { return instrument.base == asset ? order.remaining : .zero }
    guard instrument.quote == asset else { return .zero }
    let fee =
      instrument.chargesBuyFeeInBase
      ? .zero : listing.margin(notional: notional, rate: max(.zero, instrument.makerFee))
    return Quantity(notional.value).saturatingAdding(fee)
  }
}
