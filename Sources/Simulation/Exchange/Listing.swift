import FixedPoint
import TradingModel

/// One instrument at the exchange: its rules, market, our orders and our position.
struct Listing: Hashable, Sendable {
  var instrument: Instrument
  var market = MarketState()
  /// Orders in the order of arrival.
  var orders: [RestingOrder] = []
  var position = PerpetualPosition()
  var stop = TradingStop()
  /// When the protection was set; a bar that began earlier counts only by its close.
  var stopSince = Timestamp(nanoseconds: .min)
  /// Rows of the cost table, ascending by order value; empty for the flat slippage.
  let costs: [ExecutionCost]

  /// Least initial margin rate by the leverage the account chose; zero leaves it to the tiers.
  var leverageRate = Rate.zero

  init(instrument: Instrument, costs: [ExecutionCost] = []) {
    self.instrument = instrument
    self.costs = costs
  }

  /// The margin tier a notional falls in; an instrument without tiers gets one from its largest
  /// leverage with half the initial rate as maintenance.
  func tier(notional: Money) -> MarginTier {
    for tier in instrument.marginTiers {
      guard let cap = tier.notionalCap, notional > cap else { return tier }
    }
    if let last = instrument.marginTiers.last { return last }
    let initial = Rate(1).divided(by: instrument.maximumLeverage, rounding: .ceiling) ?? Rate(1)
    let half = Rate(Decimal18(mantissa: 500_000_000_000_000_000))
    return MarginTier(
      notionalFloor: .zero, notionalCap: nil, initialRate: initial,
      maintenanceRate: initial.timesIfFits(half, rounding: .ceiling) ?? initial,
      maintenanceAmount: .zero)
  }

  /// Notional of the position at the valuation price; zero while none is known.
  var notional: Money {
    guard let price = market.valuation else { return .zero }
    return price.timesIfFits(position.size.magnitude, rounding: .halfEven)
      ?? Money(.greatestFiniteMagnitude)
  }

  /// Initial margin of the position in the settle asset: rate of its tier × notional, or what is
  /// set aside when isolated.
  var initialMargin: Quantity {
    if position.size.isZero { return .zero }
    if position.mode == .isolated { return position.isolatedMargin }
    let notional = notional
    return margin(notional: notional, rate: initialRate(notional: notional))
  }

  /// Initial margin rate of a notional: that of its tier, or of the chosen leverage if larger.
  func initialRate(notional: Money) -> Rate {
    max(tier(notional: notional).initialRate, leverageRate)
  }

  /// Maintenance margin of the position: rate of its tier × notional − the tier's amount.
  var maintenanceMargin: Quantity {
    if position.size.isZero { return .zero }
    let notional = notional
    let tier = tier(notional: notional)
    let gross = margin(notional: notional, rate: tier.maintenanceRate)
    return max(.zero, gross.saturatingSubtracting(Quantity(tier.maintenanceAmount.value)))
  }

  /// Rate × notional, rounded up.
  func margin(notional: Money, rate: Rate) -> Quantity {
    Quantity(
      (notional.timesIfFits(rate, rounding: .ceiling) ?? Money(.greatestFiniteMagnitude)).value)
  }

  /// Unrealised PnL at the valuation price, in the settle asset.
  var unrealised: Quantity {
    guard let price = market.valuation else { return .zero }
    return position.unrealised(at: price)
  }
}
