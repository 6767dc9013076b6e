import CBenchmarkReference
import ExecutionCore
import FixedPoint
import Orders
import RiskControl
import TradingModel

/// The real core over the benchmark's markets, and the events as the inputs it takes.
struct CoreDesk {
  static let venue = VenueID(0)

  var core: ExecutionCore
  private var effects: [Effect] = []
  private var filled: [Int64]
  private var submitted = 0
  private var sequence: UInt64 = 0

  init(orders: Int) {
    var configuration = Self.configuration()
    configuration.expectedOrders = orders
    core = ExecutionCore(configuration)
    effects.reserveCapacity(256)
    filled = Array(repeating: 0, count: orders + 1)
    let cash = Movement(
      key: PositionKey(venue: Self.venue, asset: AssetID(CoreEvents.pairs)),
      amount: Quantity(1_000_000_000), cause: .opening)
    step(.opening([cash]))
  }

  /// Orders handed to their venue.
  var ordersSubmitted: Int { submitted }

  private mutating func step(_ input: Input) {
    sequence += 1
    core.step(
      Stamped(sequence: sequence, time: Timestamp(nanoseconds: Int64(sequence)), input: input),
      into: &effects)
    effects.removeAll(keepingCapacity: true)
  }

  /// A batch of events as stamped inputs, made outside the time measured as a decoder would.
  mutating func inputs(of events: ArraySlice<reference_event>, into batch: inout [Stamped]) {
    batch.removeAll(keepingCapacity: true)
    for event in events {
      sequence += 1
      batch.append(
        Stamped(
          sequence: sequence, time: Timestamp(nanoseconds: Int64(sequence)),
          input: input(event)))
    }
  }

  /// Steps through a batch and counts what leaves.
  @inline(never)
  mutating func run(_ batch: [Stamped]) {
    let inputs = batch.span
    for start in stride(from: 0, to: inputs.count, by: 64) {
      core.step(inputs.extracting(start..<min(start + 64, inputs.count)), into: &effects)
      for place in effects.indices {
        if case .submit = effects[place] { submitted += 1 }
      }
      effects.removeAll(keepingCapacity: true)
    }
    // A runtime stores the entries of a batch and lets the core forget them.
    core.discardLedgerEntries(through: core.sequence)
  }

  private mutating func input(_ event: reference_event) -> Input {
    let instrument = InstrumentID(Int(event.instrument))
    let price = Self.price(event.bid)
    switch event.kind {
    case 0:
      return .market(
        .quote(
          instrument,
          Quote(
            bid: price, ask: Self.price(event.ask), bidSize: Quantity(1), askSize: Quantity(1))))
    case 1: return .market(.open(instrument, price))
    case 2:
      return .order(
        NewOrder(
          instrument: instrument, side: event.is_sell == 1 ? .sell : .buy, type: .limit,
          quantity: Self.quantity(event.quantity), price: price))
    case 3: return .venue(.fill(fill(event, instrument, price)))
    case 4: return .cancel(OrderID(UInt64(event.order)))
    default:
      return .venue(
        .orderCanceled(
          OrderID(UInt64(event.order)), filled: Self.quantity(filled[Int(event.order)])))
    }
  }

  private mutating func fill(
    _ event: reference_event, _ instrument: InstrumentID, _ price: Price
  ) -> Fill {
    filled[Int(event.order)] += event.quantity
    return Fill(
      order: OrderID(UInt64(event.order)), instrument: instrument, tradeID: sequence,
      side: event.is_sell == 1 ? .sell : .buy, quantity: Self.quantity(event.quantity),
      price: price,
      // 5 bps of ticks × lots (1e-5 units), in units of 1e-18.
      fee: Quantity(Decimal18(mantissa: Int128(event.bid * event.quantity) * 5_000_000_000)),
      feeAsset: AssetID(CoreEvents.pairs), liquidity: .taker)
  }

  static func price(_ ticks: Int64) -> Price {
    Price(Decimal18(mantissa: Int128(ticks) * 10_000_000_000_000_000))
  }

  static func quantity(_ lots: Int64) -> Quantity {
    Quantity(Decimal18(mantissa: Int128(lots) * 1_000_000_000_000_000))
  }

  private static func configuration() -> CoreConfiguration {
    var catalog = Catalog()
    catalog.venues = [Venue(id: venue, name: "exchange", kind: .exchange)]
    let cash = AssetID(CoreEvents.pairs)
    for pair in 0..<CoreEvents.pairs {
      catalog.assets.append(Asset(id: AssetID(pair), symbol: "A\(pair)", decimals: 18))
    }
    catalog.assets.append(Asset(id: cash, symbol: "USDT", decimals: 6))
    for index in 0..<2 * CoreEvents.pairs {
      let isPerp = index >= CoreEvents.pairs
      let base = AssetID(index % CoreEvents.pairs)
      catalog.instruments.append(
        instrument(
          InstrumentID(index), base: base, cash: cash, market: isPerp ? .perp : .spot,
          tick: price(1)))
    }
    return CoreConfiguration(
      catalog: catalog, reportingCurrency: cash,
      gate: RiskGate(limits: RiskLimits(), policy: .permissive),
      clientOrderIDs: ClientOrderIDScheme(instance: 1, key: [1, 2, 3]))
  }

  static func instrument(
    _ id: InstrumentID, base: AssetID, cash: AssetID, market: Market, tick: Price
  ) -> Instrument {
    let symbol = "A\(base.index)/USDT" + (market == .perp ? ":USDT" : "")
    return Instrument(
      id: id, venue: venue, symbol: symbol, venueSymbol: symbol, market: market, base: base,
      quote: cash, settle: cash, tick: tick, step: quantity(1), minimumQuantity: quantity(1),
      maximumQuantity: nil, minimumNotional: Money(5), contractSize: Quantity(1),
      makerFee: .zero, takerFee: .zero, chargesBuyFeeInBase: false, marginTiers: [],
      fundingIntervalHours: market == .perp ? 8 : 0, maximumLeverage: Rate(100))
  }
}
