import FixedPoint
import Portfolio
import Testing
import TradingModel

@Suite struct PortfolioHandTests {
  @Test("A spot purchase splits into price, slippage and fee")
  func spot() throws {
    var portfolio = Desk.portfolio()
    try portfolio.open(
      [movement(Desk.balance(Desk.binance, Desk.usdt), "10000", .opening)], sequence: 1, time: noon)
    portfolio.observe(
      .quote(
        Desk.ethSpot,
        Quote(bid: price("2999"), ask: price("3001"), bidSize: .zero, askSize: .zero)), time: noon)
    try portfolio.book(
      Desk.fill(Desk.ethSpot, .buy, "2", "3001", fee: "0.002", feeAsset: Desk.eth), sequence: 2,
      time: noon)
    portfolio.observe(.open(Desk.ethSpot, price("3100")), time: noon)
    let statement = portfolio.statement()
    #expect(statement.openingEquity == exact("10000"))
    #expect(statement[.slippage] == exact("-2"))
    #expect(statement[.fees] == exact("-6"))
    #expect(statement[.price] == exact("199.8"))
    #expect(statement.equity == exact("10191.8"))
    #expect(statement.residual == .zero)
    #expect(portfolio.amount(of: Desk.balance(Desk.binance, Desk.eth)) == quantity("1.998"))
  }

  @Test("A hedge earns its basis and funding, not the price")
  func hedge() throws {
    var portfolio = Desk.portfolio()
    try portfolio.open(
      [movement(Desk.balance(Desk.binance, Desk.usdt), "50000", .opening)], sequence: 1, time: noon)
    portfolio.observe(.open(Desk.ethSpot, price("3000")), time: noon)
    portfolio.observe(.mark(Desk.ethPerp, price("3010")), time: noon)
    try portfolio.book(Desk.fill(Desk.ethSpot, .buy, "10", "3000"), sequence: 2, time: noon)
    try portfolio.book(Desk.fill(Desk.ethPerp, .sell, "10", "3010"), sequence: 3, time: noon)
    portfolio.observe(.open(Desk.ethSpot, price("3100")), time: noon)
    portfolio.observe(.mark(Desk.ethPerp, price("3105")), time: noon)
    try portfolio.bookFunding(Desk.ethPerp, amount: quantity("3.1"), sequence: 4, time: noon)
    let statement = portfolio.statement()
    #expect(statement[.price] == .zero)
    #expect(statement[.basis] == exact("50"))
    #expect(statement[.funding] == exact("3.1"))
    #expect(statement.total == exact("53.1"))
    #expect(statement.residual == .zero)
    #expect(portfolio.exposure().netDelta(of: Desk.eth) == .zero)
  }

  @Test("Realised profit goes to the settle balance; crossing zero opens at the new price")
  func realising() throws {
    var portfolio = Desk.portfolio()
    portfolio.observe(.mark(Desk.ethPerp, price("100")), time: noon)
    for (index, fill) in [("2", "100"), ("1", "130")].enumerated() {
      try portfolio.book(
        Desk.fill(Desk.ethPerp, .buy, fill.0, fill.1), sequence: UInt64(index), time: noon)
    }
    let key = PositionKey(perp: Desk.ethPerp, venue: Desk.binance)
    #expect(portfolio.positions().first { $0.key == key }?.entryPrice == price("110"))
    try portfolio.book(Desk.fill(Desk.ethPerp, .sell, "5", "120"), sequence: 9, time: noon)
    #expect(portfolio.amount(of: Desk.balance(Desk.binance, Desk.usdt)) == quantity("30"))
    #expect(portfolio.amount(of: key) == quantity("-2"))
    #expect(portfolio.positions().first { $0.key == key }?.entryPrice == price("120"))
    #expect(portfolio.statement().equity == exact("70"))
    #expect(portfolio.statement().residual == .zero)
  }

  @Test("Staking at rate costs nothing; its growth is staking, the underlying's move is price")
  func staking() throws {
    var portfolio = Desk.portfolio()
    portfolio.observe(.open(Desk.ethSpot, price("3000")), time: noon)
    portfolio.observe(.conversionRate(Desk.weeth, rate("1.25")), time: noon)
    let eth = Desk.balance(Desk.wallet, Desk.eth)
    let weeth = Desk.balance(Desk.etherfi, Desk.weeth, .lst)
    try portfolio.open([movement(eth, "10", .opening)], sequence: 1, time: noon)
    try portfolio.book(
      [
        movement(eth, "-10", .conversion), movement(weeth, "8", .conversion),
        movement(eth, "-0.01", .gas),
      ], sequence: 2, time: noon)
    portfolio.observe(.conversionRate(Desk.weeth, rate("1.26")), time: noon)
    portfolio.observe(.open(Desk.ethSpot, price("3010")), time: noon)
    let statement = portfolio.statement()
    #expect(statement[.slippage] == .zero)
    #expect(statement[.gas] == exact("-30"))
    #expect(statement[.staking] == exact("240"))
    #expect(statement[.price] == exact("100.7"))
    #expect(portfolio.exposure().netDelta(of: Desk.eth) == quantity("10.07"))
  }

  @Test("Share class in ETH: dollars are what moves")
  func ethShareClass() throws {
    var portfolio = Desk.portfolio(Desk.eth)
    try portfolio.open(
      [
        movement(Desk.balance(Desk.binance, Desk.eth), "10", .opening),
        movement(Desk.balance(Desk.binance, Desk.usdt), "8000", .opening),
      ], sequence: 1, time: noon)
    #expect(portfolio.risk(time: noon).flags == [.missingPrice(Desk.usdt)])
    portfolio.observe(.open(Desk.ethSpot, price("2000")), time: noon)
    #expect(portfolio.statement().openingEquity == exact("14"))
    portfolio.observe(.open(Desk.ethSpot, price("4000")), time: noon)
    #expect(portfolio.statement().equity == exact("12"))
    #expect(portfolio.statement()[.price] == exact("-2"))
    #expect(portfolio.statement().residual == .zero)
  }

  @Test("An amount without a price waits under its own cause")
  func waiting() throws {
    var portfolio = Desk.portfolio()
    let key = Desk.balance(Desk.wallet, Desk.eigen)
    try portfolio.book([movement(key, "100", .reward)], sequence: 1, time: noon)
    #expect(portfolio.statement().equity == .zero)
    #expect(portfolio.risk(time: noon).flags == [.missingPrice(Desk.eigen)])
    portfolio.observe(
      .oraclePrice(Desk.eigen, quote: Desk.usdt, price("2"), updatedAt: noon), time: noon)
    #expect(portfolio.statement()[.rewards] == exact("200"))
    #expect(portfolio.statement()[.price] == .zero)
    #expect(portfolio.statement().residual == .zero)
  }

  @Test("An execution is the first mark of what had none")
  func firstMark() throws {
    var portfolio = Desk.portfolio()
    try portfolio.book(Desk.fill(Desk.btcSpot, .buy, "1", "60000"), sequence: 1, time: noon)
    #expect(portfolio.price(of: Desk.btc) == price("60000"))
    #expect(portfolio.statement().total == .zero)
    #expect(portfolio.statement()[.slippage] == .zero)
  }

  @Test("A transfer that loses something is refused whole")
  func unbalanced() throws {
    var portfolio = Desk.portfolio()
    let wallet = Desk.balance(Desk.wallet, Desk.usdt)
    #expect(throws: PortfolioError.unbalancedTransfer(Desk.usdt)) {
      try portfolio.book(
        [
          movement(wallet, "-5", .transfer),
          movement(Desk.balance(Desk.binance, Desk.usdt), "4", .transfer),
        ], sequence: 1, time: noon)
    }
    #expect(portfolio.amount(of: wallet).isZero)
    #expect(portfolio.ledger.entries.isEmpty)
  }

  @Test("Discarding old entries keeps positions and balances")
  func discarding() throws {
    var portfolio = Desk.portfolio()
    let wallet = Desk.balance(Desk.wallet, Desk.usdt)
    for sequence in UInt64(1)...5 {
      try portfolio.open([movement(wallet, "1", .opening)], sequence: sequence, time: noon)
    }
    portfolio.discardEntries(through: 3)
    #expect(portfolio.ledger.entries.map(\.sequence) == [4, 5])
    #expect(portfolio.ledger.count == 5)
    #expect(portfolio.ledger.balance(of: .opening, asset: Desk.usdt) == quantity("-5"))
    let last = try #require(portfolio.ledger.entries.last)
    #expect(portfolio.ledger.postings(of: last).map(\.amount) == [quantity("1"), quantity("-1")])
  }
}
