import FixedPoint
import Testing
import TradingModel

@testable import RiskControl

@Suite struct PolicyTests {
  private var catalog: Catalog {
    var catalog = Catalog()
    for (index, name) in ["ethereum", "binance", "bybit"].enumerated() {
      catalog.venues.append(
        Venue(id: VenueID(index), name: name, kind: index == 0 ? .chain : .exchange))
    }
    catalog.assets = [
      Asset(id: AssetID(0), symbol: "ETH", decimals: 18),
      Asset(id: AssetID(1), symbol: "USDT", decimals: 6),
    ]
    return catalog
  }

  private let text = """
    # the desk's policy
    default deny
    deny no-bybit-out: transfer venue=bybit
    allow unwind: trade reducing
    deny large: trade notional<=50000
    allow spot: trade venue=binance|bybit market=spot asset=ETH \\
      notional/hour<=80000 count/day<=3
    allow cold: transfer asset=USDT to=desk-cold amount<=25000
    allow stake: onchain op=stake|wrap
    """

  private func trade(_ notional: Int, market: Market = .spot, reducing: Bool = false)
    -> PolicySubject
  {
    PolicySubject(
      kind: .trade, venue: VenueID(1), asset: AssetID(0), market: market, side: .buy,
      amount: Quantity(1), notional: Money(notional), isReducing: reducing)
  }

  @Test func firstMatchDecidesAndIsNamed() throws {
    var book = PolicyBook(policy: try Policy(text: text, catalog: catalog))
    #expect(
      book.policy.rules.map(\.name) == ["no-bybit-out", "unwind", "large", "spot", "cold", "stake"])
    func admit(_ subject: PolicySubject) -> Result<String, Denial> {
      book.admit([subject], at: time(0))
    }
    #expect(admit(trade(90_000, reducing: true)) == .success("unwind"))
    #expect(admit(trade(50_001)) == .failure(.policy(rule: "large")))
    #expect(admit(trade(50_000)) == .success("spot"))
    #expect(admit(trade(1000, market: .perp)) == .failure(.policy(rule: "default")))
    var transfer = PolicySubject(
      kind: .transfer, venue: VenueID(1), asset: AssetID(1), recipient: "desk-cold",
      amount: Quantity(25_000))
    #expect(admit(transfer) == .success("cold"))
    transfer.amount = Quantity(25_001)
    #expect(admit(transfer) == .failure(.policy(rule: "default")))
    transfer.amount = nil
    #expect(admit(transfer) == .failure(.policy(rule: "default")))
    transfer.amount = Quantity(1)
    transfer.recipient = "desk-cold2"
    #expect(admit(transfer) == .failure(.policy(rule: "default")))
    transfer.venue = VenueID(2)
    #expect(admit(transfer) == .failure(.policy(rule: "no-bybit-out")))
    let stake = PolicySubject(
      kind: .onChain, venue: VenueID(0), asset: AssetID(0), operation: .stake)
    #expect(admit(stake) == .success("stake"))
  }

  @Test func windowsSlideAndCountAtIntent() throws {
    var book = PolicyBook(policy: try Policy(text: text, catalog: catalog))
    func passes(_ notional: Int, at seconds: Int64) -> Bool {
      if case .success = book.admit([trade(notional)], at: time(seconds)) { return true }
      return false
    }
    #expect(passes(40_000, at: 0))
    #expect(!passes(40_001, at: 10))
    #expect(passes(40_000, at: 20))
    #expect(!passes(1, at: 3599))
    #expect(passes(40_000, at: 3600))
    #expect(!passes(1, at: 7300))
    #expect(book.used(rule: 3, window: 1, at: time(7300)) == number("3"))
    #expect(passes(1, at: 86_400))
  }

  @Test func whatBelongsTogetherIsCountedTogetherOrNotAtAll() {
    var rule = PolicyRule(name: "few", effect: .allow)
    rule.windows = [PolicyWindow(measure: .count, span: .hours(1), maximum: number("2"))]
    var book = PolicyBook(policy: Policy(rules: [rule]))
    let three = book.admit([trade(1), trade(1), trade(1)], at: time(0))
    #expect(
      three
        == .failure(
          .window(rule: "few", name: "count per 3600 s", value: number("3"), limit: number("2"))))
    #expect(book.used(rule: 0, window: 0, at: time(0)).isZero)
    let two = book.admit([trade(1), trade(1)], at: time(0))
    #expect(two == .success("few"))
  }

  @Test(arguments: [
    ("default maybe", 1), ("allow", 1), ("permit x: trade", 1), ("allow x trade", 1),
    ("\n\nallow x: venue=kraken", 3), ("allow x: asset=DOGE", 1), ("allow x: side=up", 1),
    ("allow x: notional<=-1", 1), ("allow x: notional<=1e99", 1), ("allow x: notional/week<=1", 1),
    ("deny x: count/day<=1", 1), ("allow x: colour=red", 1), ("allow x: to=", 1),
    ("allow x: amount<=1 amount<=2", 1), ("allow x: venue=", 1), ("allow x: trade \\", 1),
  ])
  func malformedTextNamesItsLine(text: String, line: Int) {
    do throws(PolicySyntaxError) {
      _ = try Policy(text: text, catalog: catalog)
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.line == line)
      #expect(!error.message.isEmpty)
    }
  }
}
