import FixedPoint
import TradingModel

/// Books that recompute everything from the list of events: no cost basis, no increments. The
/// attribution of an event is the difference of two full valuations. Reporting currency USDT, and
/// everything has a price from the beginning.
struct NaiveBooks {
  let events: [BookEvent]

  struct Valuation {
    var amounts: [PositionKey: Decimal18] = [:]
    var cash: ExactMoney = .zero
    var sizes: [InstrumentID: Decimal18] = [:]
    var prices: [InstrumentID: Decimal18] = [:]
    var weethRate = Decimal18.one

    func price(of asset: AssetID) -> Decimal18 {
      switch asset {
      case Desk.usdt: return .one
      case Desk.eth, Desk.weth: return prices[Desk.ethSpot] ?? .zero
      case Desk.weeth:
        return weethRate.multiplied(by: prices[Desk.ethSpot] ?? .zero, rounding: .halfEven)
      default: return prices[Desk.btcSpot] ?? .zero
      }
    }

    func value(_ movement: Movement) -> ExactMoney {
      guard let asset = movement.key.asset else { return .zero }
      let value = ExactMoney(movement.amount.value, times: price(of: asset))
      return movement.key.type == .debtToken ? -value : value
    }

    var equity: ExactMoney {
      var sum = cash
      for (key, amount) in amounts {
        sum += value(Movement(key: key, amount: Quantity(amount), cause: .trade))
      }
      for (id, size) in sizes { sum += ExactMoney(size, times: prices[id] ?? .zero) }
      return sum
    }
  }

  /// Opening equity, equity and buckets after all events.
  func statement() -> PnLStatement {
    var state = Valuation()
    var opening = ExactMoney.zero
    var buckets = Array(repeating: ExactMoney.zero, count: PnLBucket.allCases.count)
    for event in events {
      let before = state
      apply(event, to: &state)
      let change = state.equity - before.equity
      attribute(event, change, before, state, &buckets, &opening)
    }
    return PnLStatement(
      currency: Desk.usdt, openingEquity: opening, equity: state.equity, buckets: buckets)
  }

  private func apply(_ event: BookEvent, to state: inout Valuation) {
    switch event {
    case .market(.open(let id, let price)), .market(.mark(let id, let price)):
      state.prices[id] = price.value
    case .market(.conversionRate(_, let rate)): state.weethRate = rate.value
    case .market: break
    case .funding(let id, let amount):
      let key = Desk.balance(Desk.catalog[id].venue, Desk.usdt)
      state.amounts[key, default: .zero] += amount.value
    case .movements(let movements), .open(let movements):
      for movement in movements {
        state.amounts[movement.key, default: .zero] += movement.amount.value
      }
    case .fill(let fill):
      let venue = Desk.catalog[fill.instrument].venue
      let signed = fill.side.signed(fill.quantity).value
      if Desk.catalog[fill.instrument].market == .perp {
        state.sizes[fill.instrument, default: .zero] += signed
      } else {
        let base = Desk.balance(venue, Desk.catalog[fill.instrument].base)
        state.amounts[base, default: .zero] += signed
      }
      state.cash -= ExactMoney(signed, times: fill.price.value)
      state.amounts[Desk.balance(venue, fill.feeAsset), default: .zero] -= fill.fee.value
    }
  }

  private func attribute(
    _ event: BookEvent, _ change: ExactMoney, _ before: Valuation, _ after: Valuation,
    _ buckets: inout [ExactMoney], _ opening: inout ExactMoney
  ) {
    func post(_ amount: ExactMoney, _ bucket: PnLBucket) { buckets[bucket.rawValue] += amount }
    switch event {
    case .market(.open(let spot, let price)):
      var shift = ExactMoney.zero
      let move = price.value - (before.prices[spot] ?? price.value)
      for (id, size) in after.sizes where Desk.catalog[id].base == Desk.catalog[spot].base {
        shift += ExactMoney(size, times: move)
      }
      post(change + shift, .price)
      post(-shift, .basis)
    case .market(.mark): post(change, .basis)
    case .market(.conversionRate): post(change, .staking)
    case .market: break
    case .funding: post(change, .funding)
    case .open: opening += change
    case .movements(let movements):
      for movement in movements {
        guard let bucket = NaiveBooks.buckets[movement.cause] else { continue }
        post(after.value(movement), bucket)
      }
    case .fill(let fill):
      let fee = -ExactMoney(fill.fee.value, times: after.price(of: fill.feeAsset))
      post(fee, fill.isLiquidation ? .liquidation : .fees)
      post(change - fee, fill.isLiquidation ? .liquidation : .slippage)
    }
  }

  private static let buckets: [Cause: PnLBucket] = [
    .interest: .lending, .borrowInterest: .borrowing, .reward: .rewards, .gas: .gas,
    .transferFee: .transferCosts, .conversion: .slippage, .liquidation: .liquidation,
  ]
}
