import FixedPoint
import TradingModel

/// One of every input, with the hardest values each can hold.
enum Samples {
  static let venue = VenueID(3)
  static let asset = AssetID(65_535)
  static let instrument = InstrumentID(4_294_967_295)
  static let huge = Quantity(Decimal18(mantissa: .max))
  static let tiny = Price(Decimal18(mantissa: 1))
  static let text = "quote \" slash \\ / zero \u{0} line \u{2028} é 🪙 end\n"

  static let fill = Fill(
    order: OrderID(.max), instrument: instrument, tradeID: .max, side: .sell, quantity: huge,
    price: tiny, fee: Quantity(Decimal18(mantissa: .min + 1)), feeAsset: asset, liquidity: .maker,
    isLiquidation: true)

  static let movement = Movement(
    key: PositionKey(venue: venue, type: .debtToken, asset: asset), amount: -huge,
    cause: .borrowInterest)

  static let market: [MarketUpdate] = [
    .quote(instrument, Quote(bid: tiny, ask: tiny, bidSize: huge, askSize: .zero)),
    .bar(
      instrument,
      Bar(
        openTime: Timestamp(nanoseconds: .min), open: tiny, high: tiny, low: tiny, close: tiny,
        volume: huge)),
    .open(instrument, tiny), .mark(instrument, tiny),
    .funding(instrument, rate: Rate(Decimal18(mantissa: -1)), interval: .hours(8)),
    .reserve(
      venue: venue, asset: asset, liquidityIndex: .zero, borrowIndex: .zero, supplyRate: .zero,
      borrowRate: Rate(Decimal18(mantissa: .max))),
    .conversionRate(asset, .zero), .marketRate(asset, .zero),
    .oraclePrice(asset, quote: AssetID(0), tiny, updatedAt: Timestamp(nanoseconds: .max)),
    .gasPrice(venue, huge),
    .instrument(
      Instrument(
        id: instrument, venue: venue, symbol: "ETH/USDT:USDT", venueSymbol: text, market: .perp,
        base: asset, quote: asset, settle: asset, tick: tiny, step: huge, minimumQuantity: .zero,
        maximumQuantity: nil, minimumNotional: .zero, contractSize: huge, makerFee: .zero,
        takerFee: .zero, chargesBuyFeeInBase: true,
        marginTiers: [
          MarginTier(
            notionalFloor: .zero, notionalCap: nil, initialRate: .zero, maintenanceRate: .zero,
            maintenanceAmount: .zero)
        ], fundingIntervalHours: 8, maximumLeverage: .zero)),
  ]

  static let order = OrderID(7)

  static let venueEvents: [VenueEvent] = [
    .orderAccepted(order, venueOrderID: text), .orderRejected(order, code: "-2010", message: text),
    .orderCanceled(order, filled: huge), .orderExpired(order, filled: .zero),
    .orderTriggered(order), .cancelRejected(order, code: "", message: text),
    .orderAmended(order, quantity: huge, price: nil),
    .orderAmended(order, quantity: huge, price: tiny),
    .orderOutcomeUnknown(order, reason: text), .orderNotSent(order, reason: text),
    .orderAbsent(order, reason: text), .fill(fill),
    .fundingPaid(instrument, amount: -huge),
    .chainResult(chainResult(.confirmed)), .chainResult(chainResult(.reverted(reason: text))),
    .chainResult(chainResult(.refused(reason: text))),
    .transfer(
      TransferUpdate(
        id: ActionID(.max), state: .stuck, fee: .zero, credited: huge, reference: text)),
    .movements(venue: venue, [movement], reason: text),
    .accountEntry(
      AccountEntry(
        venue: venue, id: text, kind: .funding(instrument), asset: asset, amount: -huge,
        time: Timestamp(nanoseconds: 1))),
    .accountEntry(
      AccountEntry(
        venue: venue, id: "", kind: .owner, asset: asset, amount: Quantity(tiny.value),
        time: Timestamp(nanoseconds: -1))),
    .accountRead(venue, through: Timestamp(nanoseconds: .max)),
    .notReconciled(venue, reason: text),
  ]

  static func chainResult(_ outcome: ChainResult.Outcome) -> ChainResult {
    ChainResult(
      id: ActionID(1), outcome: outcome,
      movements: [
        movement,
        Movement(
          key: PositionKey(perp: instrument, venue: venue), amount: .zero, cause: .liquidation),
      ],
      received: [nil, ChainOutput(asset: asset, amount: huge)], gasUsed: .max, gasPaid: huge)
  }

  static let instructions: [Instruction] = {
    var trade = TradeAction(
      venue: "binance", market: .perp, pair: "ETH/USDT:USDT", side: .buy, type: .stopLimit,
      quantity: .reference(LegReference(leg: "a", field: .net)),
      price: .relative(.mid, offset: Rate(Decimal18(mantissa: 2))))
    trade.trigger = Trigger(price: tiny, reference: .index)
    trade.protection = TradingStop(stopLoss: trade.trigger)
    trade.requirements.netDeltaMax = Requirements.AssetAmount(amount: huge, asset: "ETH")
    var step = OnChainStep(
      operation: .setEMode, protocolName: "aave_v3", token: "WETH", amount: .max)
    step.category = 1
    step.enabled = false
    var transfer = TransferAction(
      asset: "USDC", amount: .exact(huge), source: .venue("okx", wallet: nil),
      destination: .address(chain: "ethereum", address: "book:desk"))
    transfer.memo = text
    var plan = Plan(
      name: text, mode: .parallel,
      legs: [
        Leg(key: "a", action: .trade(trade), undo: .action(.trade(trade)), deadline: .seconds(1)),
        Leg(
          key: "b", after: [LegDependency(key: "a", partial: true)], action: .transfer(transfer),
          undo: .hold),
      ])
    plan.pacing = Pacing(
      slice: Requirements.AssetAmount(amount: huge, asset: "ETH"), maximumUnhedged: nil)
    let onChain = OnChainAction(chain: "ethereum", wallet: "desk", steps: [step])
    return [
      Instruction(id: "trade", action: .trade(trade), bodyDigest: "d"),
      Instruction(id: "chain", action: .onChain(onChain)),
      Instruction(id: "transfer", action: .transfer(transfer)),
      Instruction(
        id: "plan", action: .plan(plan),
        expectedDeltas: [ExpectedDelta(key: "binance:BaseToken:ETH", amount: -huge)]),
    ]
  }()

  static let inputs: [Input] =
    market.map { .market($0) } + venueEvents.map { .venue($0) }
    + instructions.map { .instruct($0) }
    + [
      .cancel(order), .cancelAll(nil), .cancelAll(venue),
      .setTradingStop(
        instrument, TradingStop(takeProfit: Trigger(price: tiny, reference: .last))),
      .timer(TimerID(.transferOverdue, subject: .max)), .opening([movement]), .opening([]),
      .kill(text), .resume,
    ]

  /// The inputs, numbered from `first`.
  static func stamped(_ inputs: [Input] = inputs, from first: UInt64 = 1) -> [Stamped] {
    inputs.enumerated().map { offset, input in
      Stamped(
        sequence: first + UInt64(offset),
        time: Timestamp(nanoseconds: Int64(first) + Int64(offset)), input: input)
    }
  }

  /// Cheap inputs, numbered from `first`.
  static func quotes(_ count: Int, from first: UInt64) -> [Stamped] {
    stamped(Array(repeating: .market(market[0]), count: count), from: first)
  }
}
