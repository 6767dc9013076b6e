import CBenchmarkReference
import ExecutionCore
import FixedPoint
import Orders
import Portfolio
import RiskControl
import TradingModel

/// A strategy and a venue around the real core, for W1.
struct W1Desk {
  /// When the strategy trades and where its orders fill.
  enum Rule: String {
    /// It wants one of two positions; an order fills at the next bar's open.
    case open
    /// It wants one of two positions; an order fills at this bar's close.
    case close
    /// It trades once at each change of the averages' order; an order fills at this bar's close.
    case toggle
  }

  /// The strategy's numbers.
  struct Settings {
    var rule = Rule.open
    /// Bars of the faster average.
    var fast = 10
    /// Bars of the slower average.
    var slow = 20
    /// Length of a bar.
    var bar: Int64 = 60_000_000_000
  }

  private(set) var fills = 0
  private(set) var position: Int64 = 0

  private var core: ExecutionCore
  private var effects: [Effect] = []
  private var log: [PublishedEvent] = []
  private var sequence: UInt64 = 0
  private let settings: Settings
  private var wasUp: Bool?
  private var pending: Order?

  private static let perp = InstrumentID(0)
  private static let cash = AssetID(1)

  init(orders: Int, settings: Settings = Settings()) {
    self.settings = settings
    var catalog = Catalog()
    catalog.venues = [Venue(id: CoreDesk.venue, name: "exchange", kind: .exchange)]
    catalog.assets = [
      Asset(id: AssetID(0), symbol: "BTC", decimals: 8),
      Asset(id: Self.cash, symbol: "USDT", decimals: 6),
    ]
    catalog.instruments = [
      CoreDesk.instrument(
        Self.perp, base: AssetID(0), cash: Self.cash, market: .perp, tick: Self.price(1))
    ]
    var configuration = CoreConfiguration(
      catalog: catalog, reportingCurrency: Self.cash,
      gate: RiskGate(limits: RiskLimits(), policy: .permissive),
      clientOrderIDs: ClientOrderIDScheme(instance: 1, key: [1, 2, 3]))
    configuration.expectedOrders = orders
    core = ExecutionCore(configuration)
    effects.reserveCapacity(64)
    log.reserveCapacity(2 * orders)
    let cash = Movement(
      key: PositionKey(venue: CoreDesk.venue, asset: Self.cash), amount: Quantity(1_000_000),
      cause: .opening)
    step(.opening([cash]), at: 0)
  }

  @inline(never)
  mutating func run(
    _ bars: [reference_bar], _ fundings: [reference_funding], withOrders: Bool
  ) {
    let fastShare = 2.0 / Double(settings.fast + 1)
    let slowShare = 2.0 / Double(settings.slow + 1)
    let warmUp = max(settings.fast, settings.slow)
    var fast = 0.0
    var slow = 0.0
    var next = 0
    for index in bars.indices {
      let bar = bars[index]
      if let order = pending { fill(order, at: bar.open, time: bar.open_time) }
      let price = Double(bar.close) / 10
      fast = index == 0 ? price : fastShare * price + (1 - fastShare) * fast
      slow = index == 0 ? price : slowShare * price + (1 - slowShare) * slow
      let end = bar.open_time + settings.bar
      sequence += 1
      core.step(
        Self.bar(bar), of: Self.perp, sequence: sequence, time: Timestamp(nanoseconds: end))
      if fills & 1023 == 1023 { core.discardLedgerEntries(through: sequence) }
      while next < fundings.count, fundings[next].time <= end {
        if fundings[next].time == end { fund(bar.close, fundings[next].rate, at: end) }
        next += 1
      }
      if withOrders, index + 1 >= warmUp {
        want(settings.rule == .toggle ? fast > slow : fast >= slow, at: end)
        if settings.rule != .open, let order = pending { fill(order, at: bar.close, time: end) }
      }
    }
  }

  private mutating func want(_ isUp: Bool, at time: Int64) {
    var wanted: Int64 = isUp ? 100 : -100
    if settings.rule == .toggle {
      let isChange = wasUp.map { $0 != isUp } ?? false
      wasUp = isUp
      wanted = isChange ? position + wanted : position
    }
    guard wanted != position else { return }
    let change = wanted - position
    step(
      .order(
        NewOrder(
          instrument: Self.perp, side: change > 0 ? .buy : .sell, type: .market,
          quantity: CoreDesk.quantity(abs(change)))),
      at: time)
  }

  private mutating func fill(_ order: Order, at ticks: Int64, time: Int64) {
    pending = nil
    let lots = Int64(order.quantity.value.mantissa / 1_000_000_000_000_000)
    position += order.side == .buy ? lots : -lots
    fills += 1
    step(
      .venue(
        .fill(
          Fill(
            order: order.id, instrument: order.instrument, tradeID: UInt64(fills),
            side: order.side, quantity: order.quantity, price: Self.price(ticks),
            // 5 bps of ticks × lots (1e-4 USDT), in units of 1e-18.
            fee: Quantity(Decimal18(mantissa: Int128(ticks * lots) * 50_000_000_000)),
            feeAsset: Self.cash, liquidity: .taker))),
      at: time)
  }

  private mutating func fund(_ close: Int64, _ rate: Int64, at time: Int64) {
    // ticks × lots × rate is in units of 1e-12 USDT.
    let amount = Int128(-position * close * rate) * 1_000_000
    step(
      .venue(.fundingPaid(Self.perp, amount: Quantity(Decimal18(mantissa: amount)))), at: time)
  }

  @inline(__always)
  private mutating func step(_ input: Input, at time: Int64) {
    sequence += 1
    core.step(
      Stamped(sequence: sequence, time: Timestamp(nanoseconds: time), input: input),
      into: &effects)
    if !effects.isEmpty { perform() }
  }

  private mutating func perform() {
    for index in effects.indices {
      switch effects[index] {
      case .submit(let approved): pending = approved.request
      case .publish(let event): log.append(event)
      default: break
      }
    }
    effects.removeAll(keepingCapacity: true)
  }

  /// Profit and residual of the books.
  func statement() -> PnLStatement { core.portfolio.statement() }

  /// Whether the books agree with the C loop, for the note.
  func compare(with expected: reference_w1_result) -> String {
    let statement = core.portfolio.statement()
    let theirs = ExactMoney(Decimal18(mantissa: Int128(expected.profit) * 1_000_000))
    guard statement.total == theirs, Int64(fills) == expected.fills else {
      return "PROFIT DIFFERS: \(statement.total) in \(fills) fills against \(theirs)"
        + " in \(expected.fills)"
    }
    guard statement.residual.isZero else { return "RESIDUAL \(statement.residual)" }
    return "equal profit \(theirs), \(fills) fills, \(log.count) events"
  }

  private static func bar(_ bar: reference_bar) -> Bar {
    Bar(
      openTime: Timestamp(nanoseconds: bar.open_time), open: price(bar.open),
      high: price(bar.high), low: price(bar.low), close: price(bar.close),
      volume: CoreDesk.quantity(bar.volume))
  }

  private static func price(_ ticks: Int64) -> Price {
    Price(Decimal18(mantissa: Int128(ticks) * 100_000_000_000_000_000))
  }
}
