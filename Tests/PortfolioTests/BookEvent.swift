import FixedPoint
import Portfolio
import TestSupport
import TradingModel

/// One event of a random history.
enum BookEvent {
  case market(MarketUpdate)
  case fill(Fill)
  case funding(InstrumentID, Quantity)
  case movements([Movement])
  case open([Movement])
}

extension Portfolio {
  mutating func take(_ event: BookEvent, sequence: UInt64) throws(PortfolioError) {
    let time = later(Int64(sequence) * 120)
    switch event {
    case .market(let update): observe(update, time: time)
    case .fill(let fill): try book(fill, sequence: sequence, time: time)
    case .funding(let id, let amount):
      try bookFunding(id, amount: amount, sequence: sequence, time: time)
    case .movements(let movements): try book(movements, sequence: sequence, time: time)
    case .open(let movements): try open(movements, sequence: sequence, time: time)
    }
  }
}

extension SeededGenerator {
  /// A decimal of so many thousandths between the bounds.
  mutating func thousandths(_ low: Int, _ high: Int) -> Decimal18 {
    Decimal18(mantissa: Int128(low + below(high - low)) * 1_000_000_000_000_000)
  }
}

/// Random histories over the desk, beginning with a price for everything.
enum History {
  static func random(seed: UInt64, count: Int) -> [BookEvent] {
    var random = SeededGenerator(seed: seed)
    var events: [BookEvent] = [
      .market(.oraclePrice(Desk.usdt, quote: Desk.usdc, price("0.999"), updatedAt: noon)),
      .market(.open(Desk.ethSpot, price("3000"))), .market(.open(Desk.btcSpot, price("60000"))),
      .market(.mark(Desk.ethPerp, price("3003"))), .market(.mark(Desk.btcPerp, price("60010"))),
      .market(.mark(Desk.bybitEthPerp, price("3001.5"))),
      .market(.conversionRate(Desk.weeth, rate("1.0256"))),
      .open([
        movement(Desk.balance(Desk.binance, Desk.usdt), "100000", .opening),
        movement(Desk.balance(Desk.wallet, Desk.eth), "30", .opening),
      ]),
    ]
    for _ in 0..<count { events.append(event(&random)) }
    return events
  }

  private static func event(_ random: inout SeededGenerator) -> BookEvent {
    let amount = Quantity(random.thousandths(1, 5_000))
    switch random.below(14) {
    case 0: return .market(.open(Desk.ethSpot, Price(random.thousandths(2_000_000, 4_000_000))))
    case 1: return .market(.open(Desk.btcSpot, Price(random.thousandths(40_000_000, 80_000_000))))
    case 2:
      let perp = random.pick([Desk.ethPerp, Desk.bybitEthPerp])
      return .market(.mark(perp, Price(random.thousandths(2_000_000, 4_000_000))))
    case 3: return .market(.mark(Desk.btcPerp, Price(random.thousandths(40_000_000, 80_000_000))))
    case 4:
      return .market(.conversionRate(Desk.weeth, Rate(random.thousandths(1_020, 1_080))))
    case 5, 6, 7: return fill(&random, amount)
    case 8:
      let value = random.below(2) == 0 ? amount : -amount
      return .funding(random.pick([Desk.ethPerp, Desk.btcPerp, Desk.bybitEthPerp]), value)
    case 9: return .movements(accrual(&random, amount))
    case 10: return .movements(transfer(&random, amount))
    case 11: return .movements(conversion(&random, amount))
    case 12:
      return .market(
        .oraclePrice(
          Desk.usdt, quote: Desk.usdc, Price(random.thousandths(990, 1_010)), updatedAt: noon))
    default:
      let key = Desk.balance(random.pick([Desk.binance, Desk.wallet]), Desk.usdt)
      return .open([Movement(key: key, amount: amount, cause: .opening)])
    }
  }

  private static func fill(_ random: inout SeededGenerator, _ amount: Quantity) -> BookEvent {
    let id = random.pick([
      Desk.ethSpot, Desk.btcSpot, Desk.ethPerp, Desk.btcPerp, Desk.bybitEthPerp,
    ])
    let base = Desk.catalog[id].base
    let at =
      base == Desk.eth
      ? random.thousandths(2_000_000, 4_000_000) : random.thousandths(40_000_000, 80_000_000)
    let feeAsset = Desk.catalog[id].market == .spot ? random.pick([base, Desk.usdt]) : Desk.usdt
    return .fill(
      Fill(
        order: OrderID(7), instrument: id, tradeID: random.next(),
        side: random.pick([.buy, .sell]), quantity: amount, price: Price(at),
        fee: Quantity(random.thousandths(0, 20)), feeAsset: feeAsset, liquidity: .taker,
        isLiquidation: random.below(10) == 0))
  }

  private static func accrual(_ random: inout SeededGenerator, _ amount: Quantity) -> [Movement] {
    let choices: [(PositionKey, Cause)] = [
      (Desk.balance(Desk.aave, Desk.weth, .aToken), .interest),
      (Desk.balance(Desk.aave, Desk.weth, .debtToken), .borrowInterest),
      (Desk.balance(Desk.wallet, Desk.eth), .reward),
      (Desk.balance(Desk.aave, Desk.weeth, .aToken), .liquidation),
    ]
    let choice = random.pick(choices)
    let sign = choice.1 == .liquidation ? -amount : amount
    let gas = Movement(
      key: Desk.balance(Desk.wallet, Desk.eth), amount: Quantity(-random.thousandths(1, 9)),
      cause: .gas)
    return [Movement(key: choice.0, amount: sign, cause: choice.1), gas]
  }

  private static func transfer(_ random: inout SeededGenerator, _ amount: Quantity) -> [Movement] {
    let asset = random.pick([Desk.usdt, Desk.eth])
    let places = [
      Desk.balance(Desk.binance, asset), Desk.balance(Desk.bybit, asset),
      Desk.balance(Desk.wallet, asset), Desk.balance(Desk.wallet, asset, .inTransit),
    ]
    let source = random.pick(places)
    return [
      Movement(key: source, amount: -amount, cause: .transfer),
      Movement(key: random.pick(places), amount: amount, cause: .transfer),
      Movement(key: source, amount: Quantity(-random.thousandths(1, 30)), cause: .transferFee),
    ]
  }

  private static func conversion(_ random: inout SeededGenerator, _ amount: Quantity) -> [Movement]
  {
    let eth = Desk.balance(Desk.wallet, Desk.eth)
    let weth = Desk.balance(Desk.wallet, Desk.weth)
    let pair: [(PositionKey, Quantity)] = random.pick([
      [(eth, -amount), (weth, amount)],
      [(eth, -amount), (Desk.balance(Desk.etherfi, Desk.weeth, .lst), amount)],
      [(weth, -amount), (Desk.balance(Desk.aave, Desk.weth, .aToken), amount)],
      [(weth, amount), (Desk.balance(Desk.aave, Desk.weth, .debtToken), amount)],
      [
        (Desk.balance(Desk.etherfi, Desk.weeth, .lst), -amount),
        (Desk.balance(Desk.aave, Desk.weeth, .aToken), amount),
      ],
    ])
    return pair.map { Movement(key: $0.0, amount: $0.1, cause: .conversion) }
  }
}
