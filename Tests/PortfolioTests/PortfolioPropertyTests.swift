import FixedPoint
import Portfolio
import TestSupport
import Testing
import TradingModel

@Suite struct PortfolioPropertyTests {
  @Test(
    "Residual is exactly zero and positions are worth the equity after every event",
    arguments: [Desk.usdt, Desk.eth, Desk.usdc, Desk.btc], [UInt64(1), 2, 3])
  func residual(currency: AssetID, seed: UInt64) throws {
    var portfolio = Desk.portfolio(currency)
    for (index, event) in History.random(seed: seed, count: 400).enumerated() {
      try portfolio.take(event, sequence: UInt64(index + 1))
      let statement = portfolio.statement()
      try #require(statement.residual == .zero)
      let value = portfolio.positions().reduce(ExactMoney.zero) { $0 + ($1.value ?? .zero) }
      let cash = value - statement.equity
      try #require(cash == .zero)
    }
  }

  @Test(
    "The least equity is known, never above equity, and asking changes nothing",
    arguments: [Desk.usdt, Desk.eth], UInt64(50)..<58)
  func leastEquity(currency: AssetID, seed: UInt64) throws {
    var portfolio = Desk.portfolio(currency)
    var known = 0
    for (index, event) in History.random(seed: seed, count: 400).enumerated() {
      try portfolio.take(event, sequence: UInt64(index + 1))
      let equity = portfolio.statement().equity
      if let least = portfolio.leastEquity() {
        known += 1
        try #require(!(equity - ExactMoney(least.value)).isNegative, "event \(index)")
      }
      try #require(portfolio.statement().equity == equity)
      // What is posted at times leaves moves since then to be bounded.
      if index.isMultiple(of: 7) { try #require(portfolio.equity() == equity) }
    }
    #expect(known > 300)
  }

  @Test("The same as recomputing everything from the events", arguments: UInt64(10)..<22)
  func naive(seed: UInt64) throws {
    let events = History.random(seed: seed, count: 300)
    var portfolio = Desk.portfolio()
    for (index, event) in events.enumerated() {
      try portfolio.take(event, sequence: UInt64(index + 1))
    }
    let naive = NaiveBooks(events: events).statement()
    let statement = portfolio.statement()
    #expect(naive.residual == .zero)
    #expect(statement.openingEquity == naive.openingEquity)
    #expect(statement.equity == naive.equity)
    for bucket in PnLBucket.allCases {
      #expect(statement[bucket] == naive[bucket], "\(bucket)")
    }
  }

  @Test("Entries balance and positions are sums of postings", arguments: UInt64(30)..<34)
  func conservation(seed: UInt64) throws {
    var portfolio = Desk.portfolio()
    for (index, event) in History.random(seed: seed, count: 400).enumerated() {
      try portfolio.take(event, sequence: UInt64(index + 1))
    }
    var positions: [PositionKey: Quantity] = [:]
    var causes: [Cause: [PositionKey.Subject: Quantity]] = [:]
    for entry in portfolio.ledger.entries {
      var sums: [PositionKey.Subject: Quantity] = [:]
      for posting in portfolio.ledger.postings(of: entry) {
        sums[posting.subject, default: .zero] += posting.amount
        switch posting.account {
        case .position(let key): positions[key, default: .zero] += posting.amount
        case .cause(let cause):
          causes[cause, default: [:]][posting.subject, default: .zero] += posting.amount
        }
      }
      #expect(sums.values.allSatisfy { $0.isZero })
    }
    for position in portfolio.positions() {
      let sign = position.key.type == .debtToken ? -position.amount : position.amount
      #expect(positions[position.key] == sign)
    }
    for asset in Desk.catalog.assets {
      let key = PositionKey.Subject.asset(asset.id)
      for cause in Cause.allCases {
        #expect(
          portfolio.ledger.balance(of: cause, asset: asset.id) == causes[cause]?[key] ?? .zero)
      }
      #expect(portfolio.ledger.balance(of: .transfer, asset: asset.id).isZero)
    }
  }

  @Test("The ledger alone explains every bucket but price, basis and staking")
  func bucketsFromLedger() throws {
    var portfolio = Desk.portfolio()
    for (index, event) in History.random(seed: 77, count: 500).enumerated() {
      try portfolio.take(event, sequence: UInt64(index + 1))
    }
    var sums = Array(repeating: ExactMoney.zero, count: PnLBucket.allCases.count)
    for entry in portfolio.ledger.entries {
      for record in portfolio.ledger.records(of: entry) {
        if let bucket = record.cause.bucket { sums[bucket.rawValue] += record.value ?? .zero }
      }
    }
    let statement = portfolio.statement()
    for bucket in PnLBucket.allCases where ![.price, .basis, .staking].contains(bucket) {
      #expect(statement[bucket] == sums[bucket.rawValue], "\(bucket)")
    }
  }

  @Test("The same events give the same hash, others another")
  func determinism() throws {
    func hash(seed: UInt64, count: Int) throws -> String {
      var portfolio = Desk.portfolio()
      for (index, event) in History.random(seed: seed, count: count).enumerated() {
        try portfolio.take(event, sequence: UInt64(index + 1))
      }
      var hasher = StateHasher()
      portfolio.stateHash(into: &hasher)
      return hasher.finish()
    }
    let first = try hash(seed: 5, count: 200)
    #expect(first.count == 32)
    #expect(try hash(seed: 5, count: 200) == first)
    #expect(try hash(seed: 5, count: 201) != first)
    #expect(try hash(seed: 6, count: 200) != first)
  }

  @Test("Extreme numbers are refused and leave the books as they were", arguments: UInt64(50)..<54)
  func extremes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var portfolio = Desk.portfolio()
    for (index, event) in History.random(seed: seed, count: 50).enumerated() {
      try portfolio.take(event, sequence: UInt64(index + 1))
    }
    for index in 0..<2_000 {
      let shift = Int128(random.below(127))
      let wild = Decimal18(mantissa: Int128(bitPattern: UInt128(random.next()) << 63) >> shift)
      let other = Decimal18(mantissa: Int128(random.next()) << Int128(random.below(63)))
      let id = InstrumentID(random.below(7))
      let event: BookEvent = random.pick([
        .market(.mark(id, Price(wild))), .market(.open(id, Price(other))),
        .market(.conversionRate(Desk.weeth, Rate(wild))),
        .market(.oraclePrice(Desk.eigen, quote: Desk.btc, Price(other), updatedAt: noon)),
        .funding(id, Quantity(wild)),
        .fill(
          Fill(
            order: nil, instrument: id, tradeID: 1, side: random.pick([.buy, .sell]),
            quantity: Quantity(wild), price: Price(other), fee: Quantity(other),
            feeAsset: AssetID(random.below(9)), liquidity: .maker)),
        .movements([
          Movement(
            key: Desk.balance(Desk.wallet, Desk.eth), amount: Quantity(other), cause: .reward),
          Movement(key: Desk.balance(Desk.wallet, Desk.btc), amount: Quantity(wild), cause: .gas),
        ]),
      ])
      let before = portfolio
      do { try portfolio.take(event, sequence: UInt64(1_000 + index)) } catch {
        var first = StateHasher()
        var second = StateHasher()
        before.stateHash(into: &first)
        portfolio.stateHash(into: &second)
        try #require(first.finish() == second.finish())
      }
      try #require(portfolio.statement().residual == .zero)
      _ = portfolio.update(sequence: 1, time: noon)
    }
  }
}
